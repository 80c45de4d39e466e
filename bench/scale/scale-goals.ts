import type { ScaleBench, ScaleFigures } from './scale.ts';

export interface ScaleGoal {
  readonly text: string;
  readonly isMet: boolean;
}

/** Of a figure that has a goal; `serverMb` has none where the system does not tell. */
export type Goals = Partial<Record<keyof ScaleFigures, ScaleGoal>>;

// Of the server, with the largest taxonomy.
const servedMs = 3_000;
const longestWaitMs = 200;
const unknownBatchMs = 200;
const serverMb = 400;
// Of any delta of one node.
const deltaBytes = 1_000;
// A lookup in a large map misses the processor's cache, and no more than that.
const conversionGrowth = 2;

export function goalsOf({ sizes }: ScaleBench): Goals {
  const [smallest, largest] = [sizes[0], sizes.at(-1)];
  if (!smallest || !largest) return {};
  const growth = largest.conversionMicroseconds / smallest.conversionMicroseconds;
  return {
    servedMs: { text: '< 3 s', isMet: largest.servedMs < servedMs },
    longestWaitMs: { text: `< ${longestWaitMs} ms`, isMet: largest.longestWaitMs < longestWaitMs },
    unknownBatchMs: { text: `< ${unknownBatchMs} ms`, isMet: largest.unknownBatchMs < unknownBatchMs },
    delta: { text: '< 1 KB', isMet: sizes.every(({ delta }) => delta.identity < deltaBytes) },
    conversionMicroseconds: { text: `≤ ×${conversionGrowth}`, isMet: growth <= conversionGrowth },
    ...(largest.serverMb !== undefined && {
      serverMb: { text: `< ${serverMb} MB`, isMet: largest.serverMb < serverMb },
    }),
  };
}
