import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { contractEdits } from './edits.ts';
import { detectorNames } from './model.ts';
import { renderContractMutation } from './report.ts';

const everyDetector = Object.fromEntries(detectorNames.map((name) => [name, 'no']));
const mutants = contractEdits.map(({ kind, file }) => ({ kind, file, noticed: everyDetector }));
const run = { mutants, unnoticed: [], withoutDrift: [], durationMs: 1234 };
const linesOf = (...args: Parameters<typeof renderContractMutation>) =>
  stripVTControlCharacters(renderContractMutation(...args)).split('\n');

it('every kind noticed by every detector → a table of 80 columns at most', () => {
  const lines = linesOf(run);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  const row = lines.find((line) => line.startsWith('maxItems raised'));
  expect(row?.split(/ +/)).toEqual(['maxItems', 'raised', ...detectorNames.map(() => '✓')]);
  expect(lines.at(-1)).toBe(`${mutants.length} of ${mutants.length} contract mutants noticed, 1.2 s`);
});

it('a kind that no detector notices → reported by name', () => {
  const [first] = mutants;
  const silent = { ...run, mutants: [{ ...first!, noticed: {} }], unnoticed: [first!.kind] };
  const lines = linesOf({ ...silent, withoutDrift: [first!.kind] });
  expect(lines).toContain(first!.kind);
  expect(lines).toContain(`✗ no detector noticed: ${first!.kind}`);
  expect(lines).toContain(`✗ no drift without npm run generate: ${first!.kind}`);
  expect(lines).toContain('edit without npm run generate: 0 of 1 noticed as drift');
});
