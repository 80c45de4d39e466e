import { describe, expect, it } from 'vitest';
import { type Round, type Runs, ratioSpread, summarise } from './requests-summary.ts';

const load = (requestsPerSecond: number, p99Ms = 1) => ({ requestsPerSecond, p99Ms });
const round = (layers: Runs, convert: Runs = {}): Round => ({
  ...{ layers, convert },
  ...{ categories: {}, subcategories: {}, fullSync: {}, notModified: {}, batch: {} },
});

// Busy in the second round: both contenders are slow, and their ratio counts like any other.
const rounds = [
  round({ raw: load(1000, 2), ours: load(500, 4) }, { ours: load(250) }),
  round({ raw: load(100, 20), ours: load(40, 50) }, { ours: load(10) }),
  round({ raw: load(1200, 1), ours: load(900, 3) }, { ours: load(300) }),
];

it('rounds → medians of each contender that answered, and its share of raw within a round', () => {
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
