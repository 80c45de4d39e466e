import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { neutralEnvironment } from './environment.ts';
import { freePort } from './free-port.ts';
import { projectRoot } from './project.ts';
import { answers, Unreachable } from './reach.ts';

export interface Launched {
  readonly url: string;
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const POLL_MS = 50;
const STOP_MS = 2_000;
const KEPT_CHARACTERS = 2_000;

/**
 * Starts a script of ours on a free port, and waits until it answers.
 *
 * @param portVariable the environment variable that tells it the port.
 * @param environment beside what is set here, and instead of it; of this shell's it gets what Node needs.
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
    cwd: projectRoot,
    env: {
      ...neutralEnvironment(),
      // Thousands of requests from one address are the point here; a limit has a server of its own.
      RATE_LIMIT: '999999999',
      DATA_DIR: dataDir,
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

/** How to end a child; however this process ends, short of SIGKILL, neither the child nor its data outlives it. */
function stopper(child: ChildProcess, dataDir: string): () => Promise<void> {
  const kill = () => child.kill('SIGKILL');
  const killAndForget = () => {
    kill();
    // For a moment the child may go on writing.
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', killAndForget);
  const ended = once(child, 'exit');
  return async () => {
    child.kill();
    const patience = setTimeout(kill, STOP_MS);
    await ended;
    clearTimeout(patience);
    await rm(dataDir, { recursive: true, force: true });
    process.off('exit', killAndForget);
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
