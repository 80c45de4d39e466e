import { describe, expect, it } from 'vitest';
import { goalResults, type Round, type Runs, ratioSpread, summarise } from './goals.ts';

const load = (requestsPerSecond: number, p99Ms = 1) => ({ requestsPerSecond, p99Ms });
const runs = (raw: number, ours: number, naive: number): Runs => ({
  ...{ raw: load(raw), ours: load(ours), naive: load(naive) },
});
const round: Round = {
  layers: runs(1000, 800, 100), // exactly at both goals
  categories: runs(1000, 799, 100),
  subcategories: runs(1000, 900, 200),
  fullSync: runs(1000, 900, 10),
  notModified: runs(1000, 900, 100),
  convert: runs(1000, 600, 100),
  batch: runs(1000, 149, 100),
};

function resultOf(measured: Partial<Parameters<typeof goalResults>[0]>) {
  const results = goalResults({ rounds: [round], paced: {}, slowestP99Ms: [], startMs: [], ...measured });
  return Object.fromEntries(results.map(({ name, value, isMet }) => [name, value ? isMet : 'not measured']));
}

it('ratios of one round → met at the goal and above, missed below', () => {
  expect(resultOf({})).toMatchObject({
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
])('figures $given → met: $met', ({ ours, bytes, memoryMb, ms: [p99Ms = 0, startMs = 0], met }) => {
  const measured = {
    paced: { layers: [{ raw: 1, ours }] },
    delta: { deltaBytes: bytes, patchBytes: 100 },
    memoryMb,
    slowestP99Ms: [p99Ms],
    startMs: [startMs, startMs],
  };
  expect(resultOf(measured)).toMatchObject({
    'GET layers, p99 ÷ raw p99': met,
    'delta of one node ÷ zstd patch': met,
    'p99 at full load, slowest scenario': met,
    'memory after the load': met,
    'start until the first response': met,
  });
});

it('figures that were not measured → neither met nor missed', () => {
  expect(resultOf({})).toMatchObject({
    'GET layers, p99 ÷ raw p99': 'not measured',
    'delta of one node ÷ zstd patch': 'not measured',
    'p99 at full load, slowest scenario': 'not measured',
    'memory after the load': 'not measured',
    'start until the first response': 'not measured',
  });
});

const roundOf = (layers: Runs, convert: Runs = {}): Round => ({
  ...{ layers, convert },
  ...{ categories: {}, subcategories: {}, fullSync: {}, notModified: {}, batch: {} },
});

// The machine was busy in the second round. Both contenders are slow, and their ratio counts as in the others.
const rounds = [
  roundOf({ raw: load(1000, 2), ours: load(500, 4) }, { ours: load(250) }),
  roundOf({ raw: load(100, 20), ours: load(40, 50) }, { ours: load(10) }),
  roundOf({ raw: load(1200, 1), ours: load(900, 3) }, { ours: load(300) }),
];

it('three rounds → medians of each contender measured, and its share of raw within a round', () => {
  const scenario = { id: 'layers', name: 'GET layers', status: 200 } as const;
  const request = { method: 'GET', path: '/', headers: {} } as const;
  expect(summarise({ ...scenario, requests: [request] }, rounds)).toEqual({
    id: 'layers',
    name: 'GET layers',
    contenders: {
      raw: { load: load(1000, 2), ofRaw: { median: 1, min: 1, max: 1 } },
      ours: { load: load(500, 4), ofRaw: { median: 0.5, min: 0.4, max: 0.75 } },
    },
  });
});

describe('ratioSpread', () => {
  it('two scenarios → their ratio within a round, times the factor', () => {
    const spread = ratioSpread(rounds, ['ours', 'layers'], ['ours', 'convert'], 10);
    expect(spread).toEqual({ median: 30, min: 20, max: 40 });
  });

  it('a contender that was not measured → no ratio', () => {
    expect(ratioSpread(rounds, ['ours', 'layers'], ['naive', 'layers'])).toBeUndefined();
  });
});
