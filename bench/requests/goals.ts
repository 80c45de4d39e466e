/** From the rounds of runs to the figures that are reported, and their goals. */
import { medianOf, type Spread, spreadOf } from '../lib/statistics.ts';
import { type ContenderName, contenderNames } from './contenders.ts';
import type { DeltaSizes } from './delta-size.ts';
import type { Load } from './load.ts';
import { type BenchScenario, batchSize, type ScenarioId } from './scenarios.ts';

/** One run of each contender, one directly after the other, without those that lack the scenario. */
export type Runs = Readonly<Partial<Record<ContenderName, Load>>>;

/** One run of each contender in each scenario. */
export type Round = Readonly<Record<ScenarioId, Runs>>;

export interface ContenderSummary {
  /** Medians of the runs. */
  readonly load: Load;
  /** Requests per second ÷ those of raw in the same round. */
  readonly ofRaw: Spread;
}

export interface ScenarioSummary {
  readonly id: ScenarioId;
  readonly name: string;
  readonly contenders: Readonly<Partial<Record<ContenderName, ContenderSummary>>>;
}

export function summarise({ id, name }: BenchScenario, rounds: readonly Round[]): ScenarioSummary {
  const contenders = contenderNames.flatMap((contender): [ContenderName, ContenderSummary][] => {
    const loads = rounds.flatMap((round) => round[id][contender] ?? []);
    const ofRaw = ratioSpread(rounds, [contender, id], ['raw', id]);
    return ofRaw ? [[contender, { load: medianLoad(loads), ofRaw }]] : [];
  });
  return { id, name, contenders: Object.fromEntries(contenders) };
}

function medianLoad(loads: readonly Load[]): Load {
  return {
    requestsPerSecond: medianOf(loads.map(({ requestsPerSecond }) => requestsPerSecond)),
    p99Ms: medianOf(loads.map(({ p99Ms }) => p99Ms)),
  };
}

/** Compares within a round: a busy machine slows all runs of a round, and may be idle in the next. */
export function ratioSpread(
  rounds: readonly Round[],
  [contender, id]: readonly [ContenderName, ScenarioId],
  [other, otherId]: readonly [ContenderName, ScenarioId],
  factor = 1,
): Spread | undefined {
  const ratios = rounds.flatMap((round) => {
    const [load, otherLoad] = [round[id][contender], round[otherId][other]];
    return load && otherLoad ? [(factor * load.requestsPerSecond) / otherLoad.requestsPerSecond] : [];
  });
  return spreadOfAny(ratios);
}

export interface Measured {
  readonly rounds: readonly Round[];
  /** p99 in milliseconds at one offered load, in pairs. */
  readonly paced: Readonly<Partial<Record<ScenarioId, readonly PacedPair[]>>>;
  /** At full load, of the slowest scenario. */
  readonly slowestP99Ms: readonly number[];
  readonly startMs: readonly number[];
  readonly memoryMb?: number | undefined;
  readonly delta?: DeltaSizes | undefined;
}

export interface PacedPair {
  readonly raw: number;
  readonly ours: number;
}

export interface GoalResult {
  readonly name: string;
  readonly bound: 'least' | 'most';
  readonly goal: number;
  readonly unit: string;
  /** Absent where this machine, or this run, cannot measure it. */
  readonly value?: Spread | undefined;
  /** The same figure of raw, which is about the most that is possible. */
  readonly ofRaw?: Spread | undefined;
  /** Judged by the median. */
  readonly isMet: boolean;
}

const lists: readonly (readonly [ScenarioId, string])[] = [
  ['layers', 'GET layers'],
  ['categories', 'GET categories'],
  ['subcategories', 'GET subcategories'],
];

export function goalResults(measured: Measured): GoalResult[] {
  const { rounds, paced, slowestP99Ms, startMs, memoryMb, delta } = measured;
  const oursTo = (other: ContenderName, id: ScenarioId) => ratioSpread(rounds, ['ours', id], [other, id]);
  const toNaive = (goal: number, name: string, id: ScenarioId) => ({
    ...atLeast(goal, `${name} ÷ naive`, oursTo('naive', id)),
    ofRaw: ratioSpread(rounds, ['raw', id], ['naive', id]),
  });
  const pacedRatio = (id: ScenarioId) => spreadOfAny((paced[id] ?? []).map(({ raw, ours }) => ours / raw));
  const batchToSingly = ratioSpread(rounds, ['ours', 'batch'], ['ours', 'convert'], batchSize);
  const deltaToPatch = spreadOfAny(delta ? [delta.deltaBytes / delta.patchBytes] : []);
  return [
    ...lists.map(([id, name]) => atLeast(0.8, `${name} ÷ raw`, oursTo('raw', id))),
    ...lists.map(([id, name]) => toNaive(8, name, id)),
    ...lists.map(([id, name]) => atMost(1.5, `${name}, p99 ÷ raw p99`, pacedRatio(id))),
    atLeast(0.8, 'full sync, br ÷ raw', oursTo('raw', 'fullSync')),
    toNaive(80, 'full sync, br', 'fullSync'),
    atLeast(0.8, '304 ÷ raw', oursTo('raw', 'notModified')),
    atLeast(0.6, 'convert one ÷ raw', oursTo('raw', 'convert')),
    atLeast(25, `addresses/s in batches of ${batchSize} ÷ singly`, batchToSingly),
    atMost(3, 'delta of one node ÷ zstd patch', deltaToPatch),
    atMost(200, 'p99 at full load, slowest scenario', spreadOfAny(slowestP99Ms), 'ms'),
    atMost(120, 'memory after the load', spreadOfAny(memoryMb === undefined ? [] : [memoryMb]), 'MB'),
    atMost(400, 'start until the first response', spreadOfAny(startMs), 'ms'),
  ];
}

export function atLeast(goal: number, name: string, value: Spread | undefined): GoalResult {
  return { name, bound: 'least', goal, unit: '', value, isMet: value !== undefined && value.median >= goal };
}

function atMost(goal: number, name: string, value: Spread | undefined, unit = ''): GoalResult {
  return { name, bound: 'most', goal, unit, value, isMet: value !== undefined && value.median <= goal };
}

function spreadOfAny(values: readonly number[]): Spread | undefined {
  return values.length > 0 ? spreadOf(values) : undefined;
}
