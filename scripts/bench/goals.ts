/** What the API should reach, and what it does. */
import type { DeltaSizes } from './delta-size.ts';
import { type Round, ratioSpread } from './requests-summary.ts';
import { batchSize, type ScenarioId } from './scenarios.ts';
import type { SideName } from './sides.ts';
import { type Spread, spreadOf } from './statistics.ts';

export interface Measured {
  readonly rounds: readonly Round[];
  /** p99 in milliseconds at one offered load, in pairs. */
  readonly paced: Readonly<Partial<Record<ScenarioId, readonly PacedPair[]>>>;
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
  /** By the median. */
  readonly isMet: boolean;
}

const lists: readonly (readonly [ScenarioId, string])[] = [
  ['layers', 'GET layers'],
  ['categories', 'GET categories'],
  ['subcategories', 'GET subcategories'],
];

export function goalResults(measured: Measured): GoalResult[] {
  const { rounds, paced, startMs, memoryMb, delta } = measured;
  const oursTo = (other: SideName, id: ScenarioId) => ratioSpread(rounds, ['ours', id], [other, id]);
  return [
    ...lists.map(([id, name]) => atLeast(0.8, `${name} ÷ raw`, oursTo('raw', id))),
    ...lists.map(([id, name]) => atLeast(8, `${name} ÷ naive`, oursTo('naive', id))),
    ...lists.map(([id, name]) => atMost(1.5, `${name}, p99 ÷ raw p99`, pacedRatio(paced[id]))),
    atLeast(0.8, 'full sync, br ÷ raw', oursTo('raw', 'fullSync')),
    atLeast(80, 'full sync, br ÷ naive', oursTo('naive', 'fullSync')),
    atLeast(0.8, '304 ÷ raw', oursTo('raw', 'notModified')),
    atLeast(0.6, 'convert one ÷ raw', oursTo('raw', 'convert')),
    atLeast(
      25,
      `addresses/s in batches of ${batchSize} ÷ singly`,
      ratioSpread(rounds, ['ours', 'batch'], ['ours', 'convert'], batchSize),
    ),
    atMost(3, 'delta of one node ÷ zstd patch', delta && spreadOf([delta.deltaBytes / delta.patchBytes])),
    atMost(200, 'p99 at full load, slowest scenario', slowestP99(rounds), 'ms'),
    atMost(120, 'memory after the load', memoryMb === undefined ? undefined : spreadOf([memoryMb]), 'MB'),
    atMost(400, 'start until the first answer', startMs.length > 0 ? spreadOf(startMs) : undefined, 'ms'),
  ];
}

function atLeast(goal: number, name: string, value: Spread | undefined, unit = ''): GoalResult {
  return { name, bound: 'least', goal, unit, value, isMet: value !== undefined && value.median >= goal };
}

function atMost(goal: number, name: string, value: Spread | undefined, unit = ''): GoalResult {
  return { name, bound: 'most', goal, unit, value, isMet: value !== undefined && value.median <= goal };
}

function pacedRatio(pairs: readonly PacedPair[] = []): Spread | undefined {
  return pairs.length > 0 ? spreadOf(pairs.map(({ raw, ours }) => ours / raw)) : undefined;
}

/** For each round, the p99 of the scenario where it is highest. */
function slowestP99(rounds: readonly Round[]): Spread | undefined {
  const slowest = rounds.map((round) =>
    Math.max(...Object.values(round).map(({ ours }) => ours?.p99Ms ?? 0)),
  );
  return slowest.length > 0 ? spreadOf(slowest) : undefined;
}
