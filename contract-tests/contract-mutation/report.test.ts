import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { detectorNames } from './detectors/detector.ts';
import { contractEdits } from './edits.ts';
import { renderContractMutation } from './report.ts';

const everyGuard = Object.fromEntries(detectorNames.map((name) => [name, 'no']));
const mutants = contractEdits.map(({ kind, file }) => ({ kind, file, noticed: everyGuard }));
const run = { mutants, unnoticed: [], withoutDrift: [], durationMs: 1234 };
const linesOf = (...args: Parameters<typeof renderContractMutation>) =>
  stripVTControlCharacters(renderContractMutation(...args)).split('\n');

it('every kind noticed by every detector → a table of 80 columns at most', () => {
  const lines = linesOf(run);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(lines).toContain('maxItems raised                  ✓    ✓        ✓   ✓        ✓   ✓');
  expect(lines.at(-1)).toBe(`${mutants.length} of ${mutants.length} contract mutants noticed, 1.2 s`);
});

it('a kind that nobody notices → named', () => {
  const [first] = mutants;
  const silent = { ...run, mutants: [{ ...first!, noticed: {} }], unnoticed: [first!.kind] };
  const lines = linesOf({ ...silent, withoutDrift: [first!.kind] });
  expect(lines).toContain(first!.kind);
  expect(lines).toContain(`✗ nobody notices: ${first!.kind}`);
  expect(lines).toContain(`✗ not generated, and drift does not notice: ${first!.kind}`);
  expect(lines).toContain('edited and not generated: drift notices 0 of 1');
});
