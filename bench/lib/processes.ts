/** The processes of a bench. However the bench ends, short of SIGKILL, none of them outlives it. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { neutralEnvironment } from '../../lib/environment.ts';
import { freePort } from '../../lib/free-port.ts';
import { projectRoot } from '../../lib/project.ts';
import { answers, Unreachable } from '../../lib/reach.ts';
import type { Exchange } from '../requests/exchange.ts';
import { apiScript } from './api-script.ts';

const host = '127.0.0.1';
const bootMs = 60_000;
const pollMs = 5;
const withTypeScript = ['--import', 'tsx'];

export interface Started<Variable extends string> {
  readonly child: ChildProcess;
  readonly urls: Readonly<Record<Variable, string>>;
}

/**
 * A script under `root` that listens where the variables print, each a free port; returns once all answer.
 * What it writes to stdout is dropped, after it was written: logging is part of the work.
 */
export async function startScript<Variable extends string>(
  root: string,
  script: string,
  portVariables: readonly Variable[],
  env: NodeJS.ProcessEnv,
): Promise<Started<Variable>> {
  const ports: [Variable, number][] = [];
  for (const variable of portVariables) ports.push([variable, await freePort(host)]);
  const listening = Object.fromEntries(ports.map(([variable, port]) => [variable, String(port)]));
  // The releases that ship with the service, whatever was published here.
  const dataDir = env.DATA_DIR ?? createDataDir();
  const child = startNode(root, [script], { DATA_DIR: dataDir, HOST: host, ...listening, ...env });
  if (env.DATA_DIR === undefined) child.once('exit', () => removeFolder(dataDir));
  const urls = Object.fromEntries(ports.map(([variable, port]) => [variable, `http://${host}:${port}`]));
  await Promise.all(Object.values(urls).map((url) => untilAnswers(url, child, script)));
  return { child, urls: urls as Record<Variable, string> };
}

// Every request is checked and logged, but none is refused.
const asInProduction = {
  NODE_ENV: 'production',
  ENVIRONMENT: 'production',
  LOG_LEVEL: 'info',
  RATE_LIMIT: '999999999',
};

/** The API as in production, on the releases in `dataDir`. */
export async function startApi(dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const env = { ...asInProduction, DATA_DIR: dataDir };
  const { child, urls } = await startScript(projectRoot, apiScript(), ['PORT'], env);
  return { child, url: urls.PORT };
}

/** An empty folder for releases, removed when this process ends. */
export function createDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'taxonomy-bench-'));
  process.once('exit', () => removeFolder(folder));
  return folder;
}

function removeFolder(folder: string): void {
  // For a moment the child that was just ended may go on writing.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Node on a script and its arguments, with what Node needs of this shell's variables. It ends when this process does. */
export function startNode(
  root: string,
  [script, ...args]: readonly [string, ...string[]],
  env: NodeJS.ProcessEnv,
): ChildProcess {
  const loader = script.endsWith('.ts') ? withTypeScript : [];
  const child = spawn(process.execPath, [...loader, script, ...args], {
    cwd: root,
    env: { ...neutralEnvironment(), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const kill = () => child.kill();
  process.prependOnceListener('exit', kill);
  child.once('exit', (code, signal) => {
    process.off('exit', kill);
    if (!child.killed && code !== 0) console.error(`${script} failed (${signal ?? `exit code ${code}`}).`);
  });
  return child;
}

export async function untilAnswers(url: string, child: ChildProcess, script: string): Promise<void> {
  const deadline = performance.now() + bootMs;
  while (!(await answers(url))) {
    const ended = child.exitCode !== null || child.signalCode !== null;
    if (ended || performance.now() > deadline) throw new Unreachable(`${script} does not answer at ${url}`);
    await sleep(pollMs);
  }
}

/** The raw server, handed its answers. It ends by itself when this process does. */
export async function startRawServer(
  exchanges: readonly Exchange[],
): Promise<{ child: ChildProcess; url: string }> {
  const script = join(import.meta.dirname, 'raw-server.ts');
  const child = fork(script, { execArgv: withTypeScript, serialization: 'advanced' });
  child.send([...exchanges]);
  const [url]: unknown[] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (typeof url !== 'string') throw new Unreachable('the raw server did not start');
  return { child, url };
}
