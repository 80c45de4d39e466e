/** What the built service endures: wrong messages, ends, overload, slow clients, floods, costly requests. */
import { describeMachine, type Machine } from '../lib/machine.ts';
import { benchBatches } from './batches.ts';
import { demandBuild } from './built-service.ts';
import { benchEnds } from './ends.ts';
import type { Expectation } from './expectation.ts';
import { benchGenerated } from './generated-requests.ts';
import { benchMemory } from './memory.ts';
import { benchRawMessages } from './raw-messages.ts';
import { benchSlowConnections } from './slow-connections.ts';
import { benchStalls } from './stalls.ts';

export interface Effort {
  readonly ends: number;
  /** Of each run with batches. */
  readonly seconds: number;
  readonly slowConnections: number;
  readonly slowSeconds: number;
  /** Of the requests after which memory is measured. */
  readonly memoryShare: number;
  readonly nodes: number;
  readonly generated: number;
}

export const fullEffort: Effort = {
  ends: 10,
  seconds: 10,
  slowConnections: 800,
  slowSeconds: 20,
  memoryShare: 1,
  nodes: 100_000,
  generated: 100_000,
};

export const quickEffort: Effort = {
  ends: 2,
  seconds: 2,
  slowConnections: 200,
  slowSeconds: 5,
  memoryShare: 0.05,
  nodes: 10_000,
  generated: 3000,
};

export interface ResilienceBench extends Machine {
  readonly effort: Effort;
  readonly expectations: readonly Expectation[];
}

/** @throws Error without a build of the current sources */
export async function benchResilience(
  effort: Effort,
  print: (line: string) => void,
): Promise<ResilienceBench> {
  demandBuild();
  const parts: [string, () => Promise<Expectation[]>][] = [
    ['Raw messages', () => benchRawMessages(print)],
    ['SIGTERM', () => benchEnds(effort.ends, print)],
    ['Too many batches', () => benchBatches(effort.seconds)],
    ['Slow connections', () => benchSlowConnections(effort.slowConnections, effort.slowSeconds, print)],
    ['Memory', () => benchMemory(effort.memoryShare)],
    ['Costly requests', () => benchStalls(effort.nodes)],
    ['Generated requests', () => benchGenerated(effort.generated)],
  ];
  const expectations: Expectation[] = [];
  for (const [name, measure] of parts) {
    print(`${name} …`);
    expectations.push(...(await measure()));
  }
  return { ...describeMachine(), effort, expectations };
}
