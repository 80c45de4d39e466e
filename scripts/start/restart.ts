import { explainUnusable } from '../../lib/ports.ts';
import { endOf, linesOf, type NodeProcess, startNode, stopAll } from '../../lib/process.ts';
import { until } from '../../lib/until.ts';

export interface RestartOptions {
  readonly host: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A line of the log; `isCurrent`: of the process that serves, not of one that finishes its requests. */
  line(text: string, isCurrent: boolean): void;
  /** The process ended because of an error in our code. */
  failed(reason: string): void;
  /** The process ended, and has said why on stderr. */
  ended(how: string): void;
}

// A process that does not give up its port by then is busy for ever.
const releaseMs = 2000;

/** The API as a process that is replaced by a new one. The process before finishes its requests. */
export function createRestart({ host, port, env, line, failed, ended }: RestartOptions) {
  const alive = new Set<NodeProcess>();
  let current: NodeProcess | undefined;
  // Has loaded the packages, so that it serves half a second after its turn.
  let next: NodeProcess | undefined;
  let last = Promise.resolve();

  const ends = (child: NodeProcess, how: string, reason: string | undefined) => {
    alive.delete(child);
    if (child === next) next = undefined;
    if (child !== current) return;
    current = undefined;
    if (reason === undefined) ended(how);
    else failed(reason);
  };
  const spawn = (): NodeProcess => {
    const child = startNode(['scripts/start/api.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let reason: string | undefined;
    alive.add(child);
    child.on('message', (message: { fault: string }) => {
      reason = message.fault;
    });
    linesOf(child.stdout, (text) => line(text, child === current));
    endOf(child).then((how) => ends(child, how, reason));
    return child;
  };

  const replace = async () => {
    const before = current;
    const child = next ?? spawn();
    next = undefined;
    current = child;
    if (before) await release(before, host, port);
    child.send?.('your turn', () => {});
  };

  return {
    isUp: () => current !== undefined,
    restart: () => {
      last = last.then(replace);
    },
    /** Starts the process that waits. Called when the current one has started or failed, because both need the CPU. */
    prepare: () => {
      next ??= spawn();
    },
    stop: () => stopAll([...alive]),
  };
}

/** Lets a process finish its requests, and waits until it listens no more. */
async function release(child: NodeProcess, host: string, port: number): Promise<void> {
  child.kill();
  const isFree = async () => (await explainUnusable(host, [{ variable: 'PORT', port }])).length === 0;
  const timedOut = () => new Error('The port is still taken.');
  await until(isFree, { timeoutMs: releaseMs, pollMs: 10, timedOut }).catch(() => child.kill('SIGKILL'));
}
