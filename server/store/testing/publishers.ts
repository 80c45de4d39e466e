import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { StoreOptions } from '../open-store.ts';

export interface PublisherOrders {
  readonly target: StoreOptions;
  /** How many to publish; without a number, until killed. */
  readonly releases?: number;
  readonly nodes: number;
}

/** Said before a release is given to the store, and once the store has acknowledged it. */
export type Step = 'publishing' | 'published';

export interface Publisher {
  readonly child: ChildProcess;
  /** The versions that it tried to publish, and those acknowledged, so far. */
  readonly tried: readonly string[];
  readonly acknowledged: readonly string[];
  /** Resolves at the next step of this kind. Rejects if the process ends before. */
  next(step: Step): Promise<unknown>;
  /** Its exit code, once it is gone and all that it said was read. */
  readonly ended: Promise<number | null>;
}

export function startPublisher(orders: PublisherOrders): Publisher {
  const script = join(import.meta.dirname, 'publisher.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(orders)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: Record<Step, string[]> = { publishing: [], published: [] };
  const steps = new EventEmitter();
  createInterface(child.stdout).on('line', (line) => {
    const [step, version] = line.split(' ') as [Step, string];
    said[step].push(version);
    steps.emit(step);
  });
  const ended = once(child, 'close').then(([code]): number | null => code);
  const endedEarly = () =>
    ended.then((code) => Promise.reject(new Error(`the publisher ended with ${code}`)));
  return {
    child,
    tried: said.publishing,
    acknowledged: said.published,
    next: (step) => Promise.race([once(steps, step), endedEarly()]),
    ended,
  };
}
