import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { readToy } from './diff/testing/toy.ts';
import { StubRefused, writeStub } from './stub.ts';

const folder = useTemporaryFolder();
const read = (name: string) => readFile(join(folder(), name), 'utf8');
const write = async (name: string, text: string) => {
  await mkdir(dirname(join(folder(), name)), { recursive: true });
  await writeFile(join(folder(), name), text);
};

const table = 'server/operations.ts';
const tableOf = (entries: string, imports = "import { a } from './a.ts';") =>
  `/** The table, sorted by import. */\n${imports}\nimport { b } from './b.ts';\n\nexport const handlers: Handlers = {\n${entries}};\n`;

/** Writes a contract of one operation, and a table of handlers. */
async function writeProject(operationId: string, tags?: string[], entries = '  a,\n') {
  const get = { operationId, tags, responses: { 200: { description: 'All.' } } };
  const { root } = readToy();
  await write('generated/openapi.yaml', JSON.stringify({ ...root, paths: { '/a~b/things': { get } } }));
  await write(table, tableOf(entries));
}

it('an operation → a handler, its test, and an entry of the table', async () => {
  await writeProject('listThings', ['Things']);
  const files = ['server/things/list-things.ts', 'server/things/list-things.test.ts'];
  expect(await writeStub(folder(), 'listThings')).toEqual([...files, table]);
  expect(await read(files[0]!)).toContain("export const listThings: Handler<'listThings'> = () => {");
  expect(await read(files[1]!)).toContain("({ operation, status }) => operation.id === 'listThings'");
  const imports = "import { listThings } from './things/list-things.ts';\nimport { a } from './a.ts';";
  expect(await read(table)).toBe(tableOf('  a,\n  listThings,\n', imports));
});

it.each([
  ['get-thing', undefined, 'server/other/get-thing.ts', "'get-thing': getThing"],
  ['get--', undefined, 'server/other/get.ts', "'get--': get"],
  ['getV2Parts', ['Big Things (new)'], 'server/big-things-new/get-v2-parts.ts', 'getV2Parts'],
  ['getThing', ['(More) & Things', 'Things'], 'server/more-things/get-thing.ts', 'getThing'],
])('%s with the tags %j → %s', async (id, tags, file, entry) => {
  await writeProject(id, tags);
  const test = `${file.slice(0, -3)}.test.ts`;
  expect(await writeStub(folder(), id)).toEqual([file, test, table]);
  expect(await read(table)).toContain(`\n  a,\n  ${entry},\n};`);
});

it.each([
  ['another operation that begins like it', '  listThingsAgain,\n'],
  ['another operation that ends like it', '  relistThings,\n'],
  ['another operation, with a letter for the dot,', '  listXThings,\n', 'list.Things'],
])('%s has a handler → written', async (_, entries, id = 'listThings') => {
  await writeProject(id, undefined, entries);
  await write('server/other/another.ts', '');
  expect(await writeStub(folder(), id)).toHaveLength(3);
});

it.each([
  ['listThings', '  a,\n  listThings,\n'],
  ['listThings', '  listThings: b,\n'],
  ['listThings', '  listThings(input) {},\n'],
  ['listThings', '  "listThings": b,\n'],
  ['list.things', "  'list.things': b,\n"],
])('%s has a handler already: %j → refused', async (id, entries) => {
  await writeProject(id, undefined, entries);
  const stub = writeStub(folder(), id);
  await expect(stub).rejects.toThrow(StubRefused);
  await expect(stub).rejects.toThrow(`Operation ${id} has a handler already. See ${table}`);
  expect(await read(table)).toBe(tableOf(entries));
});

it('an operation that the contract lacks → refused, with the nearest one', async () => {
  await writeProject('listThings');
  const stub = writeStub(folder(), 'listThing');
  await expect(stub).rejects.toThrow('There is no operation listThing. Did you mean listThings?');
});

it('the file is there already → refused, and it stays', async () => {
  await writeProject('listThings');
  await write('server/other/list-things.ts', 'mine');
  await expect(writeStub(folder(), 'listThings')).rejects.toThrow(
    `server/other/list-things.ts exists already. Name it in ${table}`,
  );
  expect(await read('server/other/list-things.ts')).toBe('mine');
});
