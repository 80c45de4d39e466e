/** From the rounds of runs to the figures that are reported. */

import { medianOf, type Spread, spreadOf } from '../lib/statistics.ts';
import type { Load } from './load.ts';
import type { BenchScenario, ScenarioId } from './scenarios.ts';
import { type SideName, sideNames } from './sides.ts';

/** One run of each side, one right after the other; a side that does not answer the scenario is left out. */
export type Runs = Readonly<Partial<Record<SideName, Load>>>;

/** One run of everything. */
export type Round = Readonly<Record<ScenarioId, Runs>>;

export interface SideSummary {
  /** Medians of the runs. */
  readonly load: Load;
  /** Requests per second ÷ those of raw in the same round. */
  readonly ofRaw: Spread;
}

export interface ScenarioSummary {
  readonly id: ScenarioId;
  readonly name: string;
  readonly sides: Readonly<Partial<Record<SideName, SideSummary>>>;
}

export function summarise({ id, name }: BenchScenario, rounds: readonly Round[]): ScenarioSummary {
  const sides = sideNames.flatMap((side): [SideName, SideSummary][] => {
    const loads = rounds.flatMap((round) => round[id][side] ?? []);
    const ofRaw = ratioSpread(rounds, [side, id], ['raw', id]);
    return ofRaw ? [[side, { load: medianLoad(loads), ofRaw }]] : [];
  });
  return { id, name, sides: Object.fromEntries(sides) };
}

/** Within a round, because a busy machine slows all of it, and the next round may find it idle. */
export function ratioSpread(
  rounds: readonly Round[],
  [side, id]: readonly [SideName, ScenarioId],
  [otherSide, otherId]: readonly [SideName, ScenarioId],
  factor = 1,
): Spread | undefined {
  const ratios = rounds.flatMap((round) => {
    const [load, other] = [round[id][side], round[otherId][otherSide]];
    return load && other ? [(factor * load.requestsPerSecond) / other.requestsPerSecond] : [];
  });
  return ratios.length > 0 ? spreadOf(ratios) : undefined;
}

function medianLoad(loads: readonly Load[]): Load {
  return {
    requestsPerSecond: medianOf(loads.map(({ requestsPerSecond }) => requestsPerSecond)),
    p99Ms: medianOf(loads.map(({ p99Ms }) => p99Ms)),
  };
}
