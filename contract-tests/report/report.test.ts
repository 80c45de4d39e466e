import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { TargetReport } from '../model.ts';
import { renderRun } from './report.ts';

const run: TargetReport = {
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
  durationMs: 1234,
};

describe('renderRun', () => {
  const text = stripVTControlCharacters(renderRun(run));
  const lines = text.split('\n').map((line) => line.trimEnd());

  it('cells → a row for each operation, a column for each status, empty where nothing is declared', () => {
    const header = lines.findIndex((line) => line.endsWith('2  4  5'));
    expect(lines.slice(header, header + 5)).toEqual([
      '         2  4  5',
      '         00 29 00',
      'listToys ✓  ·',
      'orderToy ✗     ○',
      '✓ passed  ✗ failed  · uncovered  ○ skipped  (empty: not declared)',
    ]);
  });

  it('a testCase with many failures → the first five and how many more', () => {
    const kite = lines.indexOf('✗ orderToy › 200 › kite');
    expect(lines.slice(kite + 1, kite + 7)).toEqual([
      ...[0, 1, 2, 3, 4].map((index) => `    header h${index} is missing`),
      '    and 2 more',
    ]);
  });

  it('groups → a line each, with what was skipped', () => {
    const start = lines.indexOf('beside the declared statuses (skipped: needs a local server)');
    expect(lines.slice(start + 1, start + 4)).toEqual([
      '✓ HEAD is GET without its body  3 of 3',
      '✗ invariants                    1 of 2, 4 skipped',
      '○ store down                    1 skipped',
    ]);
  });

  it('skipped cells → by name', () => {
    expect(text).toContain('can be made to fail\n  500: orderToy\n');
  });

  it('the end → what passed, failed and was covered', () => {
    expect(lines.at(-1)).toBe('mock: 1 of 3 passed, 2 failed, 2 of 4 cells covered (1 skipped), 1.2 s');
  });

  it('a long failure → nothing is lost, and no line is longer than a terminal', () => {
    expect(text.replaceAll(/\s/g, '')).toContain('x'.repeat(90));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('data of its own → findings', () => {
    expect(renderRun({ ...run, comparedWithExamples: false })).toContain('by schemas alone');
  });
});
