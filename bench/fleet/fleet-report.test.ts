import { expect, it } from 'vitest';
import { renderFleet } from './fleet-report.ts';

const spread = { median: 123_456, min: 1.25, max: 200_000 };
const cost = { bytes: spread, alone: spread, kept: spread };
const costs = { unchanged: cost, notModified: cost, delta: cost, gone: cost, full: cost };
const run = { mean: 333.3, failed: 0, until: 311, peak: 399, service: 4, cores: 0.0125, megabytes: 0.46 };
const row = { name: 'a renamed node', cache: true, runs: [run, { ...run, peak: 401 }] };

it('a report → costs with their spread, medians of the runs, and no cost for real clients', () => {
  const text = renderFleet({
    ...{
      rounds: 2,
      real: 1_000,
      simulated: 100_000,
      noCache: 'nginx is not installed',
      node: 'v20.20.2',
      cpu: 'A',
    },
    ...{
      costs: { small: costs, large: costs },
      rows: [
        { ...row, kind: 'real' },
        { ...row, kind: 'fleet' },
      ],
    },
  });
  expect(text).toMatch(/^full, 100,000 nodes +123,456 +123,456 \(1\.3–200,000\)/m);
  expect(text).toMatch(/^real: a renamed node, cache +333 +400 +0 +311 *$/m);
  expect(text).toMatch(/^a renamed node, cache +333 +400 +0 +311 +4 +0\.013 +0\.46$/m);
  expect(text).toContain('Real clients without it: nginx is not installed.');
  expect(text.split('\n').filter((line) => line.length > 110)).toEqual([]);
});
