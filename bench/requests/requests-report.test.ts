import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import type { ContenderSummary } from './goals.ts';
import type { RequestBench } from './requests.ts';
import { drawRequests } from './requests-chart.ts';
import { renderRequests } from './requests-report.ts';

function contender(requestsPerSecond: number, median: number, min = median, max = median): ContenderSummary {
  return { load: { requestsPerSecond, p99Ms: 2 }, ofRaw: { median, min, max } };
}

// The mock has one scenario only.
const requestBench: RequestBench = {
  rounds: 5,
  seconds: 1,
  connections: 50,
  loader: 'wrk',
  pinned: true,
  api: 'server/main.ts',
  nodes: 848,
  node: 'v20.20.2',
  cpu: 'Intel(R) Xeon(R) Platinum 8370C CPU @ 2.80GHz',
  offered: { layers: 74_000 },
  scenarios: [
    {
      id: 'layers',
      name: 'GET layers',
      contenders: {
        raw: contender(148_593.4, 1),
        ours: contender(112_345.6, 0.756, 0.6999, 1.3),
        Fastify: contender(99_000, 0.66),
        mock: contender(250, 0.0017, 0.001, 0.003),
      },
    },
    {
      id: 'batch',
      name: 'POST batch of 100',
      contenders: { raw: contender(20_000, 1), ours: contender(9000, 0.45), Fastify: contender(8000, 0.4) },
    },
  ],
  goals: [
    {
      ...{ name: 'GET layers ÷ raw', bound: 'least', goal: 0.8, unit: '', isMet: false },
      value: { median: 0.756, min: 0.6999, max: 1.3 },
    },
    {
      ...{
        name: 'full sync, br ÷ naive',
        bound: 'least',
        goal: 80,
        unit: '',
        ofRaw: { median: 83, min: 80, max: 90 },
        isMet: true,
      },
      value: { median: 81.4, min: 79, max: 180 },
    },
    {
      ...{ name: 'start until the first response', bound: 'most', goal: 400, unit: 'ms', isMet: false },
      value: { median: 1400, min: 1400, max: 1400 },
    },
    { name: 'memory after the load', bound: 'most', goal: 120, unit: 'MB', isMet: false },
  ],
};

const lines = stripVTControlCharacters(renderRequests(requestBench)).split('\n');
const cells = lines.map((line) => line.trim().split(/ {2,}/));

it('a bench → one row for each scenario, and – where a contender was not measured', () => {
  expect(cells.slice(0, 3)).toEqual([
    ['requests/s', 'raw', 'ours', 'Fastify', 'mock'],
    ['GET layers', '148,593', '112,346', '99,000', '250'],
    ['POST batch of 100', '20,000', '9,000', '8,000', '–'],
  ]);
});

it('goals of a bench → figure, spread, limit and verdict of each', () => {
  expect(cells.slice(4, 9)).toEqual([
    ['median (least–most)', 'goal'],
    ['GET layers ÷ raw', '0.756 (0.700–1.30)', '≥ 0.80', 'miss'],
    ['full sync, br ÷ naive (raw: 83.0)', '81.4 (79.0–180)', '≥ 80', 'ok'],
    ['start until the first response', '1,400', '≤ 400 ms', 'miss'],
    ['memory after the load', 'not measured', '≤ 120 MB'],
  ]);
});

it('a report of requests → within 80 columns', () => {
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
});

it('a bench → a chart of each scenario, with share, spread and figure of each contender', () => {
  const chart = drawRequests(requestBench);
  const texts = [...chart.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
  expect(texts).toEqual(
    expect.arrayContaining([
      ...['GET layers', 'POST batch of 100', 'ours', 'Fastify', 'mock'],
      ...['76 % (70–130), 112,346/s', '0.2 % (0.1–0.3), 250/s'],
    ]),
  );
  expect(texts).not.toContain('naive');
});
