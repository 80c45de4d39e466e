/** From the rounds of runs to the figures that are reported. */

import { medianOf, type Spread, spreadOf } from '../lib/statistics.ts';
import { type ContenderName, contenderNames } from './contenders.ts';
import type { Load } from './load.ts';
import type { BenchScenario, ScenarioId } from './scenarios.ts';

/** One run of each contender, one right after the other; a contender that does not answer the scenario is left out. */
export type Runs = Readonly<Partial<Record<ContenderName, Load>>>;

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
  readonly contenders: Readonly<Partial<Record<ContenderName, SideSummary>>>;
}

export function summarise({ id, name }: BenchScenario, rounds: readonly Round[]): ScenarioSummary {
  const contenders = contenderNames.flatMap((contender): [ContenderName, SideSummary][] => {
    const loads = rounds.flatMap((round) => round[id][contender] ?? []);
    const ofRaw = ratioSpread(rounds, [contender, id], ['raw', id]);
    return ofRaw ? [[contender, { load: medianLoad(loads), ofRaw }]] : [];
  });
  return { id, name, contenders: Object.fromEntries(contenders) };
}

/** Within a round, because a busy machine slows all of it, and the next round may find it idle. */
export function ratioSpread(
  rounds: readonly Round[],
  [contender, id]: readonly [ContenderName, ScenarioId],
  [otherSide, otherId]: readonly [ContenderName, ScenarioId],
  factor = 1,
): Spread | undefined {
  const ratios = rounds.flatMap((round) => {
    const [load, other] = [round[id][contender], round[otherId][otherSide]];
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
