/** Starts processes of this project. They end when this process ends, also when it is killed by SIGKILL. */
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { execa } from 'execa';
import { freePort } from './ports.ts';
import { projectRoot } from './project.ts';
import { answers, Unreachable } from './reach.ts';
import { createTemporaryFolder, removeFolder } from './temporary-folder.ts';
import { until } from './until.ts';

// What the system and Node need. Not passed on: NODE_ENV, which configures the service, and NODE_EXTRA_CA_CERTS,
// because Node reads those certificates at each start, which takes 100 ms. RESPONSE_CACHE is passed on, so that a
// run can test the service with its response cache and without.
const needed = /^(PATH|HOME|TMPDIR|TEMP|TMP|SYSTEMROOT|NODE_(?!ENV$|EXTRA_CA_CERTS$)\w+|RESPONSE_CACHE)$/i;

/** The environment of a process under test or measurement: no variable of this shell configures it by accident. */
export function neutralEnvironment(): Record<string, string> {
  const variables = Object.entries(process.env);
  return Object.fromEntries(
    variables.filter((pair): pair is [string, string] => needed.test(pair[0]) && pair[1] !== undefined),
  );
}

export interface NodeOptions {
  /** The current folder of the process. */
  readonly root?: string;
  /** All variables of the process; by default those of neutralEnvironment. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdio?: readonly ['ignore', 'ignore' | 'inherit' | 'pipe' | AppendedFile, 'inherit' | 'pipe'];
  /** Milliseconds from SIGTERM to SIGKILL. The default is longer than the API waits for pending requests. */
  readonly patienceMs?: number;
}

interface AppendedFile {
  readonly file: string;
  readonly append: true;
}

/** A promise that resolves when the process has ended. It never rejects. */
export interface NodeProcess
  extends Pick<ChildProcess, 'exitCode' | 'signalCode' | 'stdout' | 'stderr' | 'send' | 'on'>,
    Promise<{ readonly exitCode?: number; readonly signal?: NodeJS.Signals }> {
  readonly pid?: number;
  kill(signal?: NodeJS.Signals): boolean;
}

const endWithParent = new URL('end-with-parent.mjs', import.meta.url).href;

/** Starts Node with a script, JavaScript or TypeScript, and its arguments. */
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
  return execa(process.execPath, ['--import', endWithParent, ...loader, script, ...args], {
    cwd: root,
    env,
    extendEnv: false,
    stdio: [...stdio],
    ipc: true,
    reject: false,
    buffer: false,
    forceKillAfterDelay: patienceMs,
  });
}

/** Calls back for each line of an output that is a pipe. */
export function linesOf(output: Readable | null, line: (text: string) => void): void {
  if (output) createInterface({ input: output }).on('line', line);
}

/** Waits for the end of a process, its output included. Resolves with what ended it, as a message says it. */
export async function endOf(child: NodeProcess): Promise<string> {
  const { signal, exitCode } = await child;
  return signal ?? `exit code ${exitCode}`;
}

/** Sends SIGTERM to every process and waits until all have ended. A process that ignores it is killed. */
export async function stopAll(processes: readonly NodeProcess[]): Promise<void> {
  for (const child of processes) child.kill();
  await Promise.all(processes);
}

export interface ServerOptions extends Pick<NodeOptions, 'root' | 'patienceMs'> {
  /** Added to the neutral environment and the variables that say where to listen. */
  readonly env?: Readonly<Record<string, string>>;
  /** The path that is requested until the server responds. */
  readonly readyPath?: string;
  readonly bootMs?: number;
  /** The file that its stdout is added to. Without it, its stdout is lost. */
  readonly log?: string;
}

export interface StartedServer<Variable extends string> {
  readonly child: NodeProcess;
  /** By the variable that holds the port. */
  readonly urls: Readonly<Record<Variable, string>>;
  stop(): Promise<void>;
}

const host = '127.0.0.1';
const keptCharacters = 2000;

/**
 * Starts a script that listens on free ports, which it reads from the given variables. Waits until it responds at
 * all of them. Without DATA_DIR in `env`, its data is in a folder that is removed when it ends.
 *
 * @throws Unreachable with the end of its stderr, when it ends or does not respond in time.
 */
export async function startServer<Variable extends string>(
  script: string,
  portVariables: readonly Variable[],
  { env = {}, readyPath = '/', bootMs = 60_000, log, ...options }: ServerOptions = {},
): Promise<StartedServer<Variable>> {
  const ports = await Promise.all(portVariables.map(async (name) => [name, await freePort(host)] as const));
  const listening = Object.fromEntries(ports.map(([name, port]) => [name, String(port)]));
  const urls = Object.fromEntries(ports.map(([name, port]) => [name, `http://${host}:${port}`]));
  const dataDir = env.DATA_DIR ?? createTemporaryFolder();
  const child = startNode([script], {
    ...options,
    env: { ...neutralEnvironment(), HOST: host, DATA_DIR: dataDir, ...listening, ...env },
    stdio: ['ignore', log === undefined ? 'ignore' : { file: log, append: true }, 'pipe'],
  });
  const ended = child.then(() => {
    if (env.DATA_DIR === undefined) removeFolder(dataDir);
  });
  const stop = async () => {
    child.kill();
    await ended;
  };
  const readyUrls = Object.values(urls).map((url) => `${url}${readyPath}`);
  await untilReady(script, child, readyUrls, bootMs).catch(async (error) => {
    await stop();
    throw error;
  });
  return { child, urls: urls as Record<Variable, string>, stop };
}

async function untilReady(
  script: string,
  child: NodeProcess,
  urls: readonly string[],
  timeoutMs: number,
): Promise<void> {
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors = `${errors}${chunk}`.slice(-keptCharacters);
  });
  const unreachable = (what: string) =>
    new Unreachable(`${script} ${what}. Its stderr: ${errors.trim() || 'nothing'}`);
  const isReady = async (url: string) => {
    if (await answers(url)) return true;
    if (child.exitCode === null && child.signalCode === null) return false;
    throw unreachable(`ended (${await endOf(child)})`);
  };
  const waiting = { timeoutMs, pollMs: 5, timedOut: () => unreachable('did not respond') };
  await Promise.all(urls.map((url) => until(() => isReady(url), waiting)));
}
