/** What the API should reach, and what it does. */

import { type Spread, spreadOf } from '../lib/statistics.ts';
import type { ContenderName } from './contenders.ts';
import type { DeltaSizes } from './delta-size.ts';
import { type Round, ratioSpread } from './requests-summary.ts';
import { batchSize, type ScenarioId } from './scenarios.ts';

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
  /** What raw reaches of it, and so about the most that there is to be had. */
  readonly ofRaw?: Spread | undefined;
  /** By the median. */
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
  return [
    ...lists.map(([id, name]) => atLeast(0.8, `${name} ÷ raw`, oursTo('raw', id))),
    ...lists.map(([id, name]) => toNaive(8, name, id)),
    ...lists.map(([id, name]) => atMost(1.5, `${name}, p99 ÷ raw p99`, pacedRatio(paced[id]))),
    atLeast(0.8, 'full sync, br ÷ raw', oursTo('raw', 'fullSync')),
    toNaive(80, 'full sync, br', 'fullSync'),
    atLeast(0.8, '304 ÷ raw', oursTo('raw', 'notModified')),
    atLeast(0.6, 'convert one ÷ raw', oursTo('raw', 'convert')),
    atLeast(
      25,
      `addresses/s in batches of ${batchSize} ÷ singly`,
      ratioSpread(rounds, ['ours', 'batch'], ['ours', 'convert'], batchSize),
    ),
    atMost(
      3,
      'delta of one node ÷ zstd patch',
      spreadOfAny(delta ? [delta.deltaBytes / delta.patchBytes] : []),
    ),
    atMost(200, 'p99 at full load, slowest scenario', spreadOfAny(slowestP99Ms), 'ms'),
    atMost(120, 'memory after the load', spreadOfAny(memoryMb === undefined ? [] : [memoryMb]), 'MB'),
    atMost(400, 'start until the first answer', spreadOfAny(startMs), 'ms'),
  ];
}

function atLeast(goal: number, name: string, value: Spread | undefined, unit = ''): GoalResult {
  return { name, bound: 'least', goal, unit, value, isMet: value !== undefined && value.median >= goal };
}

function atMost(goal: number, name: string, value: Spread | undefined, unit = ''): GoalResult {
  return { name, bound: 'most', goal, unit, value, isMet: value !== undefined && value.median <= goal };
}

function pacedRatio(pairs: readonly PacedPair[] = []): Spread | undefined {
  return spreadOfAny(pairs.map(({ raw, ours }) => ours / raw));
}

function spreadOfAny(values: readonly number[]): Spread | undefined {
  return values.length > 0 ? spreadOf(values) : undefined;
}
