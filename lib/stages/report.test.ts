import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import type { StageResult } from './model.ts';
import { describeRun, describeStage } from './report.ts';

const lint = { name: 'lint', command: [], repeat: 'npm run lint' };
const unit = {
  name: 'unit',
  command: [],
  repeat: 'npx vitest run',
  count: () => ({ passed: 0, failed: 0, skipped: [] }),
};
const result = (given: Partial<StageResult>): StageResult => ({
  stage: lint,
  seconds: 2.14,
  output: 'talk\n',
  passed: 1,
  failed: 0,
  skipped: [],
  ...given,
});
const plain = (given: Partial<StageResult>) => stripVTControlCharacters(describeStage(result(given)));

it('a stage passed → one line', () => {
  expect(plain({})).toBe('✓ lint       2.1 s');
  expect(plain({ stage: unit, seconds: 100, passed: 9, skipped: ['a: b'] })).toBe(
    '✓ unit     100.0 s  9 passed, 0 failed, 1 skipped',
  );
  expect(plain({ stage: { ...unit, name: 'a long name' }, seconds: 100 })).toContain('✓ a long name 100.0 s');
});

it('a stage skipped → marked as neither', () => {
  expect(plain({ passed: 0, skipped: ['lint: no commit'] })).toBe(
    '- lint       2.1 s  0 passed, 0 failed, 1 skipped',
  );
});

it('a stage failed → its whole output and the command that repeats it', () => {
  expect(plain({ passed: 0, failed: 1 })).toBe(
    '✗ lint       2.1 s\n\ntalk\n\nRepeat it alone: npm run lint\n',
  );
});

it('everything passed → the last line adds up', () => {
  expect(describeRun([result({}), result({ stage: unit, passed: 9 })])).toBe('\n10 passed, 0 failed');
});

it('failures and skips → named, and the last line adds up', () => {
  const skipping = result({ stage: unit, passed: 9, failed: 2, skipped: ['vectors: no data'] });
  expect(describeRun([result({}), skipping]).split('\n')).toEqual([
    '',
    'Skipped:',
    '  vectors: no data',
    '',
    'Failed: unit',
    '',
    '10 passed, 2 failed, 1 skipped',
  ]);
});
