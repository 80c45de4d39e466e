import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readFeatureTable } from '../../contract/authoring/testing/feature-table.ts';
import { projectRoot } from '../../lib/project.ts';
import { createFeatureContract } from './feature-contract.ts';
import { proveClient } from './prove-client.ts';
import { proveFeatures, withOperations } from './prove-features.ts';
import { ofTheDocument, readFeatures } from './read-features.ts';
import { readHandlers, withFeatureTargets } from './targets.ts';

const all = readFeatures();
const idOf = ({ operation }: (typeof all.operations)[number]) => String(operation.operationId);

it('every row of the table that works → an operation, with a right handler and a wrong one', async () => {
  const table = readFeatureTable(
    await readFile(join(projectRoot, 'docs/guides/openapi-features.md'), 'utf8'),
  );
  const works = table.filter(({ status }) => status === 'works').map(({ feature }) => feature);
  const shown = new Set([...ofTheDocument, ...all.operations.map(({ feature }) => feature)]);
  expect([...shown].sort()).toEqual(works.sort());
  const ids = all.operations.map(idOf).sort();
  expect(Object.keys(await readHandlers('handlers')).sort()).toEqual(ids);
  expect(Object.keys(await readHandlers('wrong')).sort()).toEqual(ids);
});

// One operation of each kind. `npm test -- --only features` proves all of them.
const some = [
  'filterToys',
  'listBetween',
  'deleteBox',
  'sendForm',
  'getReport',
  'echoShape',
  'getWithEither',
];

it('one row of each kind → passes with its handler, and fails with a wrong one', {
  timeout: 60_000,
}, async () => {
  const operations = all.operations.filter((one) => some.includes(idOf(one)));
  const contract = await createFeatureContract({ ...all, operations });
  const proof = { contract, ids: some };
  const handlers = await readHandlers('handlers');
  await withFeatureTargets({ contract, handlers }, async (targets) => {
    expect(await proveFeatures(proof, targets)).toEqual([]);
  });
  const wrong = await readHandlers('wrong');
  await withFeatureTargets({ contract, handlers: wrong, states: [] }, async ({ server }) => {
    const failures = await proveClient(withOperations(proof), server);
    expect([...new Set(failures.map(({ operation }) => operation))].sort()).toEqual(some.toSorted());
  });
});
