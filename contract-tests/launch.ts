import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../scripts/lib/free-port.ts';
import { answers, Unreachable } from './reach.ts';

export interface Launched {
  readonly url: string;
  stop(): Promise<void>;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const HOST = '127.0.0.1';
const POLL_MS = 50;
const STOP_MS = 2_000;
const KEPT_CHARACTERS = 2_000;

/**
 * Starts a script of ours on a free port, and waits until it answers.
 *
 * @param portVariable the environment variable that tells it the port.
 * @param environment beside what is set here, and instead of it.
 * @throws Unreachable with its last output, when it ends or does not answer in time.
 */
export async function launch(
  script: string,
  portVariable: string,
  environment: Readonly<Record<string, string>> = {},
  bootMs = 20_000,
): Promise<Launched> {
  const url = `http://${HOST}:${await freePort(HOST)}`;
  // The releases that ship with the service, whatever was published here.
  const dataDir = await mkdtemp(join(tmpdir(), 'taxonomy-contract-'));
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    cwd: ROOT,
    // Thousands of requests from one address are the point here; a limit has a server of its own.
    env: {
      ...process.env,
      RATE_LIMIT: '999999999',
      DATABASE_URL: '',
      DATA_DIR: dataDir,
      PUBLISH_JWKS_URL: '',
      HOST,
      [portVariable]: new URL(url).port,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = stopper(child, dataDir);
  const lastOutput = keepOutput(child);

  const deadline = performance.now() + bootMs;
  while (!(await answers(url))) {
    const ended = child.exitCode !== null || child.signalCode !== null;
    if (ended || performance.now() > deadline) {
      await stop();
      const what = ended ? 'ended' : 'did not answer';
      throw new Unreachable(`${script} ${what}. It said: ${lastOutput() || 'nothing'}`);
    }
    await sleep(POLL_MS);
  }
  return { url, stop };
}

/** How to end a child; however this process ends, short of SIGKILL, the child does not outlive it. */
function stopper(child: ChildProcess, dataDir: string): () => Promise<void> {
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'exit').finally(() => process.off('exit', kill));
  return async () => {
    child.kill();
    const patience = setTimeout(kill, STOP_MS);
    await ended;
    clearTimeout(patience);
    await rm(dataDir, { recursive: true, force: true });
  };
}

function keepOutput({ stdout, stderr }: ChildProcessByStdio<null, Readable, Readable>): () => string {
  let output = '';
  for (const stream of [stdout, stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = `${output}${chunk}`.slice(-KEPT_CHARACTERS);
    });
  }
  return () => output.trim();
}
