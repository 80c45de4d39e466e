import { expect, it } from 'vitest';
import { renderMutants } from './render.ts';
import { isGood, summarise } from './summary.ts';

const source = 'const a = 1;\nif (a < 2) {\n  b();\n  c();\n}\n';
const mutant = (
  status: string,
  mutatorName: string,
  [line, column]: number[],
  [toLine, toColumn]: number[],
  replacement: string,
) => ({
  status,
  mutatorName,
  replacement,
  location: { start: { line: line!, column: column! }, end: { line: toLine!, column: toColumn! } },
});
const condition = (status: string) => mutant(status, 'EqualityOperator', [2, 5], [2, 10], 'a <= 2');
const block = (status: string) => mutant(status, 'BlockStatement', [2, 12], [5, 2], '{}');
const reportOf = (...mutants: ReturnType<typeof mutant>[]) => ({
  files: { 'room/a.ts': { source, mutants }, 'roomy/b.ts': { source, mutants: [condition('Survived')] } },
});
const listed = (mutants: string) => [{ reason: 'It is equivalent.', mutants }];

it('killed, timed-out and survived mutants → each is counted, and no other folder is', () => {
  const report = reportOf(condition('Killed'), condition('Timeout'), block('NoCoverage'), block('Ignored'));
  expect(summarise('room', report, [])).toMatchObject({ mutants: 3, killed: 1, timeout: 1, score: 200 / 3 });
});

it('a survivor → place, mutator, and both texts on one line', () => {
  expect(summarise('room', reportOf(condition('Survived'), block('NoCoverage')), []).survivors).toEqual([
    { place: 'room/a.ts:2:5', description: 'room/a.ts EqualityOperator: a < 2 → a <= 2' },
    { place: 'room/a.ts:2:12', description: 'room/a.ts BlockStatement: { b(); c(); } → {}' },
  ]);
});

it('nine of ten are killed, and the survivor has a reason → good, wherever its line is', () => {
  const killed = Array.from({ length: 9 }, () => condition('Killed'));
  const reasons = listed('room/a.ts BlockStatement: { b(); c(); } → {}\n');
  const summary = summarise('room', reportOf(...killed, block('Survived')), reasons);
  expect(summary.survivors.map(({ reason }) => reason)).toEqual(['It is equivalent.']);
  expect(isGood(summary)).toBe(true);
  expect(isGood({ ...summary, score: 89.9 })).toBe(false);
});

it('a survivor without a reason → not good, and it is printed', () => {
  const killed = Array.from({ length: 9 }, () => condition('Killed'));
  const summary = summarise('room', reportOf(...killed, block('Survived')), []);
  expect(isGood(summary)).toBe(false);
  expect(renderMutants([summary])).toContain(
    'room/a.ts:2:12\n  room/a.ts BlockStatement: { b(); c(); } → {}',
  );
});

it('a reason that matches no survivor of its folder → not good, and it is printed', () => {
  const reasons = listed('room/a.ts BlockStatement: { d(); } → {}\nother/a.ts BlockStatement: { d(); } → {}');
  const summary = summarise('room', reportOf(condition('Killed')), reasons);
  expect(summary.unused).toEqual(['room/a.ts BlockStatement: { d(); } → {}']);
  expect(isGood(summary)).toBe(false);
  expect(renderMutants([summary])).toContain('no such survivor: room/a.ts BlockStatement: { d(); } → {}');
});

it('a folder without mutants → not good', () => {
  expect(isGood(summarise('none', reportOf(), []))).toBe(false);
});
