import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { renderRequests } from './requests-report.ts';
import { requestBench } from './testing/request-bench.ts';

const lines = stripVTControlCharacters(renderRequests(requestBench)).split('\n');
const cells = lines.map((line) => line.trim().split(/ {2,}/));

it('a bench → a row for each scenario, without what was not measured', () => {
  expect(cells.slice(0, 3)).toEqual([
    ['requests/s', 'raw', 'ours', 'Fastify', 'mock'],
    ['GET layers', '148,593', '112,346', '99,000', '250'],
    ['POST batch of 100', '20,000', '9,000', '8,000', '–'],
  ]);
});

it('its goals → the figure, its spread, the limit and the verdict', () => {
  expect(cells.slice(4, 9)).toEqual([
    ['median (least–most)', 'goal'],
    ['GET layers ÷ raw', '0.756 (0.700–1.30)', '≥ 0.80', 'miss'],
    ['full sync, br ÷ naive (raw: 83.0)', '81.4 (79.0–180)', '≥ 80', 'ok'],
    ['start until the first answer', '1,400', '≤ 400 ms', 'miss'],
    ['memory after the load', 'not measured', '≤ 120 MB'],
  ]);
});

it('any bench → 80 columns', () => {
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
});
