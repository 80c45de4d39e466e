import { describe, expect, it } from 'vitest';
import { summarise } from './requests-summary.ts';

const load = (requestsPerSecond: number, p99Ms: number) => ({ requestsPerSecond, p99Ms });

describe('summarise', () => {
  it('a machine that is busy in one pair → its ratio counts like any other', () => {
    const summary = summarise('GET layers', [
      { raw: load(1000, 2), ours: load(500, 4) },
      { raw: load(100, 20), ours: load(40, 50) },
      { raw: load(1200, 1), ours: load(900, 3) },
    ]);
    expect(summary).toEqual({
      name: 'GET layers',
      raw: load(1000, 2),
      ours: load(500, 4),
      ratio: { median: 0.5, min: 0.4, max: 0.75 },
      withinYardstick: true,
    });
  });

  it.each([
    { p99Ms: 199, withinYardstick: true },
    { p99Ms: 200, withinYardstick: false },
  ])('our p99 of $p99Ms ms → within the yardstick: $withinYardstick', ({ p99Ms, withinYardstick }) => {
    const summary = summarise('GET layers', [{ raw: load(1, 1000), ours: load(1, p99Ms) }]);
    expect(summary.withinYardstick).toBe(withinYardstick);
  });
});
