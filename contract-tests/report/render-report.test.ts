import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { TargetReport } from '../model.ts';
import { renderTargetReport } from './render-report.ts';

const report: TargetReport = {
  target: 'mock',
  url: 'http://127.0.0.1:4010',
  comparedWithExamples: true,
  planned: 3,
  ran: 3,
  passed: 1,
  failed: 2,
  uncovered: ['listToys › 429'],
  cells: [
    { operation: 'listToys', status: 429, result: 'uncovered' },
    { operation: 'listToys', status: 200, result: 'passed' },
    { operation: 'orderToy', status: 200, result: 'failed' },
    { operation: 'orderToy', status: 500, result: 'skipped' },
  ],
  groups: [
    { name: 'HEAD is GET without its body', planned: 3, passed: 3, skipped: 0 },
    { name: 'invariants', planned: 2, passed: 1, skipped: 4 },
    { name: 'store down', planned: 0, passed: 0, skipped: 1 },
  ],
  failures: [
    {
      testCase: 'orderToy › 200 › ball',
      where: 'body /name',
      detail: `must be "${'x'.repeat(90)}" and is not`,
    },
    ...Array.from({ length: 7 }, (_, index) => ({
      testCase: 'orderToy › 200 › kite',
      where: `header h${index}`,
      detail: 'is missing',
    })),
  ],
  skipped: [],
  durationMs: 1234,
};

describe('renderTargetReport', () => {
  const text = stripVTControlCharacters(renderTargetReport(report));
  const lines = text.split('\n').map((line) => line.trimEnd());

  it('cells → a row for each operation, a column for each status, empty where no status is declared', () => {
    const header = lines.findIndex((line) => line.endsWith('2  4  5'));
    expect(lines.slice(header, header + 5)).toEqual([
      '         2  4  5',
      '         00 29 00',
      'listToys ✓  ·',
      'orderToy ✗     ○',
      '✓ passed  ✗ failed  · uncovered  ○ skipped  (empty: not declared)',
    ]);
  });

  it('a test case with many failures → the first five and how many more', () => {
    const kite = lines.indexOf('✗ orderToy › 200 › kite');
    expect(lines.slice(kite + 1, kite + 7)).toEqual([
      ...[0, 1, 2, 3, 4].map((index) => `    header h${index} is missing`),
      '    and 2 more',
    ]);
  });

  it('groups → a line each, with the number of skipped cases', () => {
    const start = lines.indexOf('other checks (skipped: needs a local server)');
    expect(lines.slice(start + 1, start + 4)).toEqual([
      '✓ HEAD is GET without its body  3 of 3',
      '✗ invariants                    1 of 2, 4 skipped',
      '○ store down                    1 skipped',
    ]);
  });

  it('skipped cells → listed by name', () => {
    expect(text).toContain('needs a local server in a provider state\n  500: orderToy\n');
  });

  it('the last line → how many passed, failed and are covered', () => {
    expect(lines.at(-1)).toBe('mock: 1 of 3 passed, 2 failed, 2 of 4 statuses covered (1 skipped), 1.2 s');
  });

  it('a long failure → shown completely, in lines of at most 80 columns', () => {
    expect(text.replaceAll(/\s/g, '')).toContain('x'.repeat(90));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('a target with other data → the heading says that only schemas were checked', () => {
    expect(renderTargetReport({ ...report, comparedWithExamples: false })).toContain(
      'checked by schemas only',
    );
  });
});
