import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../lib/project.ts';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { bundleContract, ContractError } from './bundle.ts';
import { writeEditedToy } from './testing/edited-toy.ts';
import { readFeatureTable } from './testing/feature-table.ts';
import { refusedEdits } from './testing/refused-edits.ts';

const folder = useTemporaryFolder();

const guide = await readFile(join(projectRoot, 'docs/guides/openapi-features.md'), 'utf8');
const rows = readFeatureTable(guide);
const refused = rows.filter(({ status }) => status !== 'works');

describe('the table of features', () => {
  it('a row → it works end to end, or a rule refuses it and it says what to do instead', () => {
    const others = rows.filter(({ status, remedy, test }) =>
      status === 'works'
        ? test !== 'end to end'
        : !/^refused: `[\w-]+`$/.test(status) || !remedy || test !== 'refused',
    );
    expect(rows.length).toBeGreaterThan(100);
    expect(others).toEqual([]);
  });

  it('every refused row → one edit of the list', () => {
    expect(Object.keys(refusedEdits).sort()).toEqual(refused.map(({ feature }) => feature).sort());
  });
});

const cases = refused.flatMap(({ feature, status }) =>
  [refusedEdits[feature] ?? []].flat().map((edit) => ({ feature, rule: status.split('`')[1], edit })),
);

it.each(cases)('$feature → refused with the rule and the place', async ({ rule, edit }) => {
  await writeEditedToy(folder(), edit);
  const failure = await bundleContract(folder()).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ContractError);
  const lines = String(failure).split('\n').slice(1);
  const found = lines.filter((line) => line.endsWith(`(${rule})`) || line.endsWith(`(taxonomy/${rule})`));
  expect(found, lines.join('\n')).not.toEqual([]);
  for (const line of found) expect(line).toMatch(/^openapi\/\S+\.yaml:\d+:\d+ {2}\S/);
});
