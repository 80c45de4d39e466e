import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../lib/project.ts';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { bundleContract, ContractError } from './bundle.ts';
import { acceptedEdits } from './testing/accepted-edits.ts';
import { type ToySources, writeEditedToy } from './testing/edited-toy.ts';
import { refusedEdits } from './testing/refused-edits.ts';

const folder = useTemporaryFolder();

const guide = await readFile(join(projectRoot, 'docs/guides/openapi-features.md'), 'utf8');
const rows = guide
  .split('\n')
  .filter((line) => /^\| (?!feature |---)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, feature = '', status = '', remedy = '', test = '']) => ({ feature, status, remedy, test }));
const refused = rows.filter(({ status }) => status !== 'works');
const accepted = rows.filter(({ status }) => status === 'works');
const featuresOf = (some: typeof rows) => some.map(({ feature }) => feature).sort();

const bundleWith = async (edit: (sources: ToySources) => void) => {
  await writeEditedToy(folder(), edit);
  return bundleContract(folder());
};

describe('the table of features', () => {
  it('a row → it works, or a rule refuses it and it says what to do instead', () => {
    const others = rows.filter(({ status, remedy, test }) =>
      status === 'works'
        ? test !== 'generated'
        : !/^refused: `[\w-]+`$/.test(status) || !remedy || test !== 'refused',
    );
    expect(rows.length).toBeGreaterThan(80);
    expect(others).toEqual([]);
  });

  it('every row → one edit below', () => {
    expect(Object.keys(refusedEdits).sort()).toEqual(featuresOf(refused));
    expect(Object.keys(acceptedEdits).sort()).toEqual(featuresOf(accepted));
  });
});

const cases = refused.flatMap(({ feature, status }) =>
  [refusedEdits[feature] ?? []].flat().map((edit) => ({ feature, rule: status.split('`')[1], edit })),
);

it.each(cases)('$feature → refused with the rule and the place', async ({ rule, edit }) => {
  const failure = await bundleWith(edit).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ContractError);
  const lines = String(failure).split('\n').slice(1);
  const name = rule === 'path-parameters-defined' ? rule : `taxonomy/${rule}`;
  const found = lines.filter((line) => line.endsWith(`(${name})`));
  expect(found, lines.join('\n')).not.toEqual([]);
  for (const line of found) expect(line).toMatch(/^openapi\/\S+\.yaml:\d+:\d+ {2}\S/);
});

const acceptedCases = accepted.flatMap(({ feature }) =>
  [acceptedEdits[feature] ?? []].flat().map((edit) => ({ feature, edit })),
);

it.each(acceptedCases)('$feature → generated', async ({ edit }) => {
  await expect(bundleWith(edit)).resolves.toBeDefined();
});
