import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { useTemporaryFolder } from '../../../lib/testing/use-temporary-folder.ts';
import { thing, thingPath, writeToyContract } from '../testing/toy-contract.ts';
import { createFindPlace } from './places.ts';

const folder = useTemporaryFolder();

/** Begins at line 5 of Thing.yaml. */
const more = `
  a/b~c: { type: string }
  here: { $ref: '#/properties/code' }
  there: { $ref: 'Other.yaml#/$defs/name' }
  lost: { $ref: Lost.yaml }
`;
const schema = '#/components/schemas/Thing/properties';
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
  ['a name with special characters', `${schema}/a~1b~0c`, `${thing}:5`],
  ['a reference', `${schema}/here`, `${thing}:6`],
  ['what a reference within the file leads to', `${schema}/here/type`, `${thing}:4`],
  [
    'what a reference to a part of a file leads to',
    `${schema}/there/type`,
    'openapi/components/schemas/Other.yaml:3',
  ],
  ['what a reference to a file that is gone leads to', `${schema}/lost/type`, `${thing}:8`],
  ['a component of the root', '#/components/parameters/page/name', 'openapi/openapi.yaml:7'],
  ['a member that is called like a component', '#/x-kinds/schemas/Thing', 'openapi/openapi.yaml:8'],
  ['a member of a text', '#/info/version/0', 'openapi/openapi.yaml:3'],
  ['a member that is not there', '#/info/lost/version', 'openapi/openapi.yaml:3'],
])('%s → its file and line', async (_, pointer, place) => {
  await writeToyContract(folder());
  await appendFile(join(folder(), thing), more.slice(1));
  await writeFile(
    join(folder(), 'openapi/components/schemas/Other.yaml'),
    '$defs:\n  name:\n    type: string\n',
  );
  await appendFile(
    join(folder(), 'openapi/openapi.yaml'),
    'components:\n  parameters: { page: { name: page } }\nx-kinds: { schemas: { Thing: a } }\n',
  );
  const find = createFindPlace((file) => readFile(join(folder(), file), 'utf8').catch(() => undefined));
  expect(await find(pointer)).toBe(place);
});

it('sources that are not there, or are no YAML → no place', async () => {
  expect(await createFindPlace(async () => undefined)('#/info')).toBeUndefined();
  expect(await createFindPlace(async () => 'a: [')('#/info')).toBeUndefined();
});
