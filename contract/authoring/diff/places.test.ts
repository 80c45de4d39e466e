import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { useTemporaryFolder } from '../../../lib/testing/use-temporary-folder.ts';
import { thing, thingPath, writeToyContract } from '../testing/toy-contract.ts';
import { createFindPlace } from './places.ts';

const folder = useTemporaryFolder();

const get = '#/paths/~1things~1{code}/get';
it.each([
  ['a member of the root', '#/info/version', 'openapi/openapi.yaml:3'],
  ['a path', '#/paths/~1things~1{code}', 'openapi/openapi.yaml:5'],
  ['a member of an operation', `${get}/operationId`, `${thingPath}:3`],
  ['an item of a list', `${get}/parameters/0/schema`, `${thingPath}:5`],
  ['a component', '#/components/schemas/Thing/properties/code', `${thing}:4`],
  [
    'what a reference leads to',
    `${get}/responses/200/content/application~1json/schema/properties`,
    `${thing}:3`,
  ],
  [
    'what an example takes from data',
    `${get}/responses/200/content/application~1json/examples/current/value/a`,
    `${thingPath}:13`,
  ],
])('%s → its file and line', async (_, pointer, place) => {
  await writeToyContract(folder());
  const find = createFindPlace((file) => readFile(join(folder(), file), 'utf8'));
  expect(await find(pointer)).toBe(place);
});

it('sources that are not there, or are no YAML → no place', async () => {
  expect(await createFindPlace(async () => undefined)('#/info')).toBeUndefined();
  expect(await createFindPlace(async () => 'a: [')('#/info')).toBeUndefined();
});
