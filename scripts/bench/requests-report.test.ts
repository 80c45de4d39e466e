import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { renderRequests } from './requests-report.ts';

const scenario = {
  raw: { requestsPerSecond: 148_593.4, p99Ms: 2 },
  ours: { requestsPerSecond: 112_345.6, p99Ms: 2500 },
  ratio: { median: 0.2541, min: 0.1999, max: 1.3 },
};
const bench = {
  pairs: 7,
  seconds: 1,
  connections: 50,
  p99YardstickMs: 200,
  pinned: true,
  node: 'v20.20.2',
  cpu: 'Intel(R) Xeon(R) Platinum 8370C CPU @ 2.80GHz',
  scenarios: [
    { name: 'POST batch of 100', ...scenario, withinYardstick: false },
    { name: 'GET layers', ...scenario, withinYardstick: true },
  ],
};

it('a bench → a row for each scenario with its verdict, in 80 columns', () => {
  const lines = stripVTControlCharacters(renderRequests(bench)).split('\n');
  expect(lines.slice(1, 3).map((line) => line.split(/ {2,}/))).toEqual([
    ['POST batch of 100', '148,593', '112,346', '0.25 (0.20–1.30)', '2 ms', '2500 ms', 'miss'],
    ['GET layers', '148,593', '112,346', '0.25 (0.20–1.30)', '2 ms', '2500 ms', 'ok'],
  ]);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
});
