/** From the pairs of runs of one scenario to the figures that are reported. */
import type { Load } from './load.ts';
import { medianOf, type Spread, spreadOf } from './statistics.ts';

/** At 99 of 100 requests an answer has to be there sooner. */
export const p99YardstickMs = 200;

/** Two runs, one right after the other. */
export interface Pair {
  readonly raw: Load;
  readonly ours: Load;
}

export interface ScenarioSummary {
  readonly name: string;
  /** Medians of the runs. */
  readonly raw: Load;
  readonly ours: Load;
  /** Requests per second, ours ÷ raw within each pair. */
  readonly ratio: Spread;
  readonly withinYardstick: boolean;
}

export function summarise(name: string, pairs: readonly Pair[]): ScenarioSummary {
  const ours = medianLoad(pairs.map((pair) => pair.ours));
  return {
    name,
    raw: medianLoad(pairs.map((pair) => pair.raw)),
    ours,
    // Within a pair, because a busy machine slows both of it, and the next pair may find it idle.
    ratio: spreadOf(pairs.map((pair) => pair.ours.requestsPerSecond / pair.raw.requestsPerSecond)),
    withinYardstick: ours.p99Ms < p99YardstickMs,
  };
}

function medianLoad(loads: readonly Load[]): Load {
  return {
    requestsPerSecond: medianOf(loads.map(({ requestsPerSecond }) => requestsPerSecond)),
    p99Ms: medianOf(loads.map(({ p99Ms }) => p99Ms)),
  };
}
