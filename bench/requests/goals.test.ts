import { expect, it } from 'vitest';
import { goalResults } from './goals.ts';
import type { Round, Runs } from './requests-summary.ts';

const load = (requestsPerSecond: number) => ({ requestsPerSecond, p99Ms: requestsPerSecond / 10 });
const runs = (raw: number, ours: number, naive: number): Runs => ({
  ...{ raw: load(raw), ours: load(ours), naive: load(naive) },
});
const round: Round = {
  layers: runs(1000, 800, 100), // both goals reached, to the digit
  categories: runs(1000, 799, 100),
  subcategories: runs(1000, 900, 200),
  fullSync: runs(1000, 900, 10),
  notModified: runs(1000, 900, 100),
  convert: runs(1000, 600, 100),
  batch: runs(1000, 149, 100),
};

function outcomeOf(measured: Partial<Parameters<typeof goalResults>[0]>) {
  const results = goalResults({ rounds: [round], paced: {}, slowestP99Ms: [], startMs: [], ...measured });
  return Object.fromEntries(results.map(({ name, value, isMet }) => [name, value ? isMet : 'not measured']));
}

it('ratios of one round → met from the goal on, missed below it', () => {
  expect(outcomeOf({})).toMatchObject({
    'GET layers ÷ raw': true,
    'GET layers ÷ naive': true,
    'GET categories ÷ raw': false,
    'GET categories ÷ naive': false,
    'GET subcategories ÷ naive': false,
    'full sync, br ÷ raw': true,
    'full sync, br ÷ naive': true,
    '304 ÷ raw': true,
    'convert one ÷ raw': true,
    'addresses/s in batches of 100 ÷ singly': false,
  });
});

it.each([
  { given: 'at the limit', ours: 1.5, bytes: 300, memoryMb: 120, ms: [200, 400], met: true },
  { given: 'above the limit', ours: 1.6, bytes: 301, memoryMb: 121, ms: [201, 401], met: false },
])('$given → met: $met', ({ ours, bytes, memoryMb, ms: [p99Ms = 0, startMs = 0], met }) => {
  const measured = {
    paced: { layers: [{ raw: 1, ours }] },
    delta: { deltaBytes: bytes, patchBytes: 100 },
    memoryMb,
    slowestP99Ms: [p99Ms],
    startMs: [startMs, startMs],
  };
  expect(outcomeOf(measured)).toMatchObject({
    'GET layers, p99 ÷ raw p99': met,
    'delta of one node ÷ zstd patch': met,
    'p99 at full load, slowest scenario': met,
    'memory after the load': met,
    'start until the first answer': met,
  });
});

it('nothing to measure with → told, neither met nor missed', () => {
  expect(outcomeOf({})).toMatchObject({
    'GET layers, p99 ÷ raw p99': 'not measured',
    'delta of one node ÷ zstd patch': 'not measured',
    'p99 at full load, slowest scenario': 'not measured',
    'memory after the load': 'not measured',
    'start until the first answer': 'not measured',
  });
});
