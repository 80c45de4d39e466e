import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { fullEffort } from './resilience.ts';
import { isMet, renderResilience } from './resilience-report.ts';

const goal = { what: 'the longest name: longest wait of a reader', unit: 'ms', goal: 100 };

it.each([
  { figure: 100, environment: {}, met: true },
  { figure: 100.1, environment: {}, met: false },
  { figure: Number.NaN, environment: {}, met: false },
  { figure: undefined, environment: {}, met: true },
  { figure: undefined, environment: { CI: 'true' }, met: false },
])('$figure of at most 100, $environment → met: $met', ({ figure, environment, met }) => {
  expect(isMet({ ...goal, figure }, environment)).toBe(met);
});

describe('the report', () => {
  const expectations = [
    { what: 'reads', figure: 12_345.6, unit: '' },
    { ...goal, figure: 7.25 },
    { ...goal, figure: 107 },
    { ...goal, figure: undefined },
  ];
  const report = renderResilience({ node: 'v20.1.0', cpu: 'a CPU', effort: fullEffort, expectations });
  const lines = stripVTControlCharacters(report).split('\n');

  it('a figure, a goal met, one missed, one skipped → a row each', () => {
    const rows = lines.slice(1, 5).map((line) => line.trim().split(/ {2,}/).slice(1));
    expect(rows).toEqual([
      ['12,346'],
      ['7.3 ms', '≤ 100 ms', 'ok'],
      ['107 ms', '≤ 100 ms', 'miss'],
      ['unknown', '≤ 100 ms', 'skipped'],
    ]);
  });

  it('any → fits 80 columns', () => {
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });
});
