import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { renderCopy } from './copy.ts';

it('a median at its goal → ok, above it → miss, within 80 columns', () => {
  const rowOf = (name: string, median: number) =>
    ({ name, unit: 'ms', figure: { median, min: 1, max: 1_000 }, goal: 16 }) as const;
  const figures = [rowOf('the indexes of a search, the longest slice', 16), rowOf('a delta', 16.1)];
  const report = renderCopy({ node: 'v20.20.2', cpu: 'A CPU', rounds: 11, figures });
  const lines = stripVTControlCharacters(report).split('\n');
  expect(
    lines
      .map((line) =>
        line
          .trim()
          .split(/\s{2,}/)
          .at(-1),
      )
      .slice(1, 3),
  ).toEqual(['ok', 'miss']);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
});
