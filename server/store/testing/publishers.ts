import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startNode } from '../../../lib/process.ts';
import type { StoreOptions } from '../open-store.ts';

export interface PublisherOrders {
  readonly target: StoreOptions;
  /** How many releases to publish; without a number, until killed. */
  readonly releases?: number;
  readonly nodes: number;
}

/** Printed before a release is given to the store, and after the store has acknowledged it. */
export type Step = 'publishing' | 'published';

export interface Publisher {
  /** The versions that it tried to publish, and those acknowledged, so far. */
  readonly tried: readonly string[];
  readonly acknowledged: readonly string[];
  /** Resolves at the next step of this kind. Rejects if the process ends before. */
  next(step: Step): Promise<unknown>;
  /** Ends the process at once, with SIGKILL. */
  kill(): void;
  /** Its exit code, after it has ended and its whole output was read. */
  readonly ended: Promise<number | undefined>;
}

const script = fileURLToPath(new URL('publisher.ts', import.meta.url));

export function startPublisher(orders: PublisherOrders): Publisher {
  const child = startNode([script, JSON.stringify(orders)], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (!child.stdout) throw new Error('the publisher has no stdout');
  const versions: Record<Step, string[]> = { publishing: [], published: [] };
  const steps = new EventEmitter();
  const lines = createInterface(child.stdout).on('line', (line) => {
    const [step, version] = line.split(' ') as [Step, string];
    versions[step].push(version);
    steps.emit(step);
  });
  const ended = Promise.all([child, once(lines, 'close')]).then(([{ exitCode }]) => exitCode);
  const endedEarly = () =>
    ended.then((code) => Promise.reject(new Error(`the publisher ended with ${code}`)));
  return {
    tried: versions.publishing,
    acknowledged: versions.published,
    next: (step) => Promise.race([once(steps, step), endedEarly()]),
    kill: () => child.kill('SIGKILL'),
    ended,
  };
}
