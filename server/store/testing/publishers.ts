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

export interface Publisher {
  readonly child: ChildProcess;
  /** The versions that it tried to publish, and those acknowledged, so far. */
  readonly tried: readonly string[];
  readonly acknowledged: readonly string[];
  /** Resolves as it begins to publish the next release. Rejects if it ends before. */
  nextTry(): Promise<unknown>;
  /** Its exit code, once it is gone and all that it said was read. */
  readonly ended: Promise<number | null>;
}

export function startPublisher(orders: PublisherOrders): Publisher {
  const script = join(import.meta.dirname, 'publisher.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(orders)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = { publishing: [] as string[], published: [] as string[] };
  const steps = new EventEmitter();
  createInterface(child.stdout).on('line', (line) => {
    const [step, version] = line.split(' ') as [keyof typeof said, string];
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
    nextTry: () => Promise.race([once(steps, 'publishing'), endedEarly()]),
    ended,
  };
}
