/** Processes of this project. However this process ends, short of SIGKILL, none of them outlives it. */
import type { ChildProcess } from 'node:child_process';
import { execa } from 'execa';
import { neutralEnvironment } from './environment.ts';
import { freePort } from './ports.ts';
import { projectRoot } from './project.ts';
import { answers, Unreachable } from './reach.ts';
import { createTemporaryFolder, removeFolder } from './temporary-folder.ts';
import { until } from './until.ts';

export interface NodeOptions {
  /** The folder that the script is started in. */
  readonly root?: string;
  /** All variables of the process; by default those that Node needs. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdio?: readonly ['ignore', 'ignore' | 'inherit' | 'pipe', 'inherit' | 'pipe'];
  /** Milliseconds from SIGTERM to SIGKILL. By default longer than the API gives the requests under way. */
  readonly patienceMs?: number;
}

/** A process that resolves, and never rejects, once it has ended. */
export interface NodeProcess
  extends Pick<ChildProcess, 'exitCode' | 'signalCode' | 'stderr'>,
    Promise<{ readonly exitCode?: number; readonly signal?: NodeJS.Signals }> {
  readonly pid?: number;
  kill(): boolean;
}

/** Starts Node on a script, which may be TypeScript, and its arguments. */
export function startNode(
  [script, ...args]: readonly [script: string, ...args: string[]],
  {
    root = projectRoot,
    env = neutralEnvironment(),
    stdio = ['ignore', 'inherit', 'inherit'],
    patienceMs = 12_000,
  }: NodeOptions = {},
): NodeProcess {
  const loader = script.endsWith('.ts') ? ['--import', 'tsx'] : [];
  return execa(process.execPath, [...loader, script, ...args], {
    cwd: root,
    env,
    extendEnv: false,
    stdio: [...stdio],
    reject: false,
    buffer: false,
    forceKillAfterDelay: patienceMs,
  });
}

/** Asks each process to end and waits until all have; one that does not end in time is killed. */
export async function stopAll(processes: readonly NodeProcess[]): Promise<void> {
  for (const child of processes) child.kill();
  await Promise.all(processes);
}

export interface ServerOptions extends Pick<NodeOptions, 'root' | 'patienceMs'> {
  /** Beside what Node needs, and beside where to listen. */
  readonly env?: Readonly<Record<string, string>>;
  /** The path that is asked until there is an answer. */
  readonly readyPath?: string;
  readonly bootMs?: number;
}

export interface StartedServer<Variable extends string> {
  readonly child: NodeProcess;
  /** By the variable that told the port. */
  readonly urls: Readonly<Record<Variable, string>>;
  stop(): Promise<void>;
}

const host = '127.0.0.1';
const keptCharacters = 2000;

/**
 * Starts a script that listens where variables say, each a free port, and waits until it answers at all of them.
 * Unless DATA_DIR is given, its data is in a folder that is removed when it ends.
 *
 * @throws Unreachable with the end of its stderr, when it ends or does not answer in time.
 */
export async function startServer<Variable extends string>(
  script: string,
  portVariables: readonly Variable[],
  { root, env = {}, readyPath = '/', bootMs = 60_000, patienceMs }: ServerOptions = {},
): Promise<StartedServer<Variable>> {
  const ports = await Promise.all(portVariables.map(async (name) => [name, await freePort(host)] as const));
  const listening = Object.fromEntries(ports.map(([name, port]) => [name, String(port)]));
  const urls = Object.fromEntries(ports.map(([name, port]) => [name, `http://${host}:${port}`]));
  const dataDir = env.DATA_DIR === undefined ? createTemporaryFolder() : undefined;
  const child = startNode([script], {
    ...(root !== undefined && { root }),
    env: { ...neutralEnvironment(), ...(dataDir && { DATA_DIR: dataDir }), HOST: host, ...listening, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(patienceMs !== undefined && { patienceMs }),
  });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors = `${errors}${chunk}`.slice(-keptCharacters);
  });
  const ended = child.then(() => {
    if (dataDir) removeFolder(dataDir);
  });
  const stop = async () => {
    child.kill();
    await ended;
  };
  const unreachable = (what: string) =>
    new Unreachable(`${script} ${what}. It said: ${errors.trim() || 'nothing'}`);
  const isReady = async (url: string) => {
    if (await answers(`${url}${readyPath}`)) return true;
    if (child.exitCode !== null || child.signalCode !== null) throw unreachable('ended');
    return false;
  };
  const waiting = { timeoutMs: bootMs, pollMs: 5, timedOut: () => unreachable('did not answer') };
  try {
    await Promise.all(Object.values(urls).map((url) => until(() => isReady(url), waiting)));
  } catch (error) {
    await stop();
    throw error;
  }
  return { child, urls: urls as Record<Variable, string>, stop };
}
