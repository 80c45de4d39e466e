import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { projectRoot } from '../../lib/project.ts';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { ContractError, sourceFolders } from './bundle.ts';
import { findDrift } from './drift.ts';
import { generate, generateOrExit } from './generate.ts';
import { thing, thingPath, toyPath, writeToyContract } from './testing/toy-contract.ts';

const folder = useTemporaryFolder();
beforeEach(() => writeToyContract(folder()));

const read = (name: string) => readFile(join(folder(), name), 'utf8');
const write = (name: string, text: string) => writeFile(join(folder(), name), text);
const names = ['api', 'operations', 'bundle']
  .map((name) => `generated/${name}.ts`)
  .concat('generated/openapi.yaml');

describe('generate', () => {
  it('nothing generated yet → writes every file', async () => {
    expect(await generate(folder())).toEqual(names);
    expect(await read('generated/api.ts')).toContain('readonly code?: string;');
    expect(await read('generated/operations.ts')).toContain(
      "getThing: { method: 'get', path: '/things/{code}' },",
    );
    expect(await read('generated/openapi.yaml')).toContain("code: '001'");
  });

  it('an operationId with a hyphen → quoted in the routes', async () => {
    await write(thingPath, toyPath.replace('getThing', 'get-thing'));
    await generate(folder());
    expect(await read('generated/operations.ts')).toContain(
      "'get-thing': { method: 'get', path: '/things/{code}' },",
    );
  });

  it('nothing changed → writes nothing', async () => {
    await generate(folder());
    expect(await generate(folder())).toEqual([]);
  });

  it('a source changed → writes only the files that depend on it', async () => {
    await generate(folder());
    await write(thing, 'type: object\nproperties:\n  name: { type: string }\n');
    expect(await generate(folder())).toEqual([
      'generated/api.ts',
      'generated/bundle.ts',
      'generated/openapi.yaml',
    ]);
  });

  it.each([
    [
      'a broken reference',
      thingPath,
      'get:\n  operationId: getThing\n  responses: { $ref: nowhere.yaml }\n',
      /\nopenapi.paths.things_\{code\}\.yaml:3:\d+ {2}.*no-unresolved-refs/,
    ],
    [
      'a misspelt keyword',
      thing,
      'typ: object\n',
      /\nopenapi.components.schemas.Thing\.yaml:1:1 {2}.*struct/,
    ],
    [
      'an example of a request without one of a response',
      thingPath,
      toyPath.replace('current: { value: a }', 'current: { value: a }, other: { value: b }'),
      /\nopenapi.paths.things_\{code\}\.yaml:5:\d+ {2}Example other of parameter code has no response\./,
    ],
    [
      'no YAML',
      thing,
      'type: [',
      /\nopenapi.components.schemas.Thing\.yaml:1:8 {2}unexpected end of the stream.*\)$/,
    ],
    ['an empty root', 'openapi/openapi.yaml', '', /\nopenapi\/openapi\.yaml {2}/],
  ])('%s → an error with its location, and the old output stays', async (_, name, text, message) => {
    await generate(folder());
    const before = await Promise.all(names.map(read));
    await write(name, text);
    const failure = generate(folder());
    await expect(failure).rejects.toThrow(ContractError);
    await expect(failure).rejects.toThrow(message);
    expect(await Promise.all(names.map(read))).toEqual(before);
  });
});

it('no contract → an error, which has that of the file as its cause', async () => {
  await rm(join(folder(), 'openapi/openapi.yaml'));
  const cause = expect.objectContaining({ message: expect.stringContaining('ENOENT') });
  await expect(generate(folder())).rejects.toMatchObject({ name: 'ContractError', cause });
});

describe('generateOrExit', () => {
  beforeEach(() => {
    vi.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${code}`);
    });
    vi.spyOn(console, 'error').mockImplementation(() => {});
  });
  afterEach(() => void vi.restoreAllMocks());

  it('a sound contract → generated', async () => {
    await generateOrExit(folder());
    expect(await read('generated/api.ts')).toContain('readonly code?: string;');
  });

  it('a broken contract → its problems are printed, and exit code 1', async () => {
    await write(thing, 'typ: object\n');
    await expect(generateOrExit(folder())).rejects.toThrow('exit 1');
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining('Thing.yaml:1:1'));
  });

  it('generated/ cannot be written → the error', async () => {
    await write('generated', '');
    await expect(generateOrExit(folder())).rejects.toThrow('EEXIST');
  });
});

it('our contract in another folder and time zone → the same bytes', async () => {
  for (const name of [...sourceFolders, 'generated'])
    await cp(join(projectRoot, name), join(folder(), name), { recursive: true });
  const zone = process.env.TZ;
  try {
    process.env.TZ = 'Pacific/Kiritimati';
    expect(await findDrift(folder())).toEqual([]);
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});
