/** The API as a process whose log nobody takes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freePort } from '../lib/ports.ts';
import { neutralEnvironment } from '../lib/process.ts';
import { projectRoot } from '../lib/project.ts';
import { answers } from '../lib/reach.ts';
import { useTemporaryFolder } from '../lib/testing/use-temporary-folder.ts';
import { until } from '../lib/until.ts';

const folder = useTemporaryFolder();
const tiers = ['dev', 'staging', 'production'];
const host = '127.0.0.1';
// Ten seconds for requests, five for the log, and as much again for a busy machine.
const patienceMs = 30_000;

/** Where stdout goes, and what is done once the process has it. */
const destinations = {
  'a full disk': () => ({ stdout: openSync('/dev/full', 'w'), started: () => {} }),
  'a pipe that nobody reads': () => pipe(),
  'a pipe whose reader is gone': () => {
    const { stdout, reader } = pipe();
    return { stdout, started: () => closeSync(reader) };
  },
};

function pipe() {
  const path = join(folder(), 'log');
  execaSync('mkfifo', [path]);
  // Opened for reading and writing: opening for one of them would wait for the other.
  const reader = openSync(path, 'r+');
  return { stdout: openSync(path, 'w'), reader, started: () => {} };
}

const cases = Object.keys(destinations).flatMap((destination) => tiers.map((tier) => [destination, tier]));

beforeEach(({ skip }) => {
  if (!existsSync('/dev/full') && !process.env.CI) skip('No /dev/full: only Linux has it.');
});

let child: ChildProcess | undefined;
afterEach(() => child?.kill('SIGKILL'));

it.each(cases)('%s, %s → requests are answered, lines are counted, SIGTERM ends it', async (name, tier) => {
  const { stdout, started } = destinations[name as keyof typeof destinations]();
  const [port, metricsPort] = [await freePort(host), await freePort(host)];
  const variables = {
    ENVIRONMENT: tier!,
    CORS_ORIGINS: 'https://app.example',
    PUBLIC_URL: 'https://registry.example',
    HOST: host,
    PORT: String(port),
    METRICS_PORT: String(metricsPort),
    DATA_DIR: folder(),
    RATE_LIMIT: '999999',
  };
  child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: projectRoot,
    env: { ...neutralEnvironment(), ...variables },
    stdio: ['ignore', stdout, 'inherit'],
  });
  closeSync(stdout);
  started();
  const [url, metrics] = [`http://${host}:${port}/`, `http://${host}:${metricsPort}/metrics`];
  const timedOut = () => new Error('The service does not answer.');
  await until(() => answers(metrics), { timeoutMs: 60_000, timedOut });
  // More lines than may wait: 8 MiB.
  for (let count = 0; count < 1200; count++) expect((await fetch(url + 'x'.repeat(8000))).status).toBe(404);
  expect(await (await fetch(metrics)).text()).toMatch(/^taxonomy_log_dropped_lines_total [1-9]/m);
  child.kill();
  const timer = setTimeout(() => child?.kill('SIGKILL'), patienceMs);
  expect(await once(child, 'exit')).toEqual([0, null]);
  clearTimeout(timer);
});
