import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../lib/project.ts';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { buildArtifacts } from './artifacts.ts';
import { ContractError } from './bundle.ts';
import { generate } from './generate.ts';
import { thing, thingPath, toyPath, writeToyContract } from './testing/toy-contract.ts';

const folder = useTemporaryFolder();
beforeEach(() => writeToyContract(folder()));

const read = (name: string) => readFile(join(folder(), name), 'utf8');
const write = (name: string, text: string) => writeFile(join(folder(), name), text);
const names = ['generated/api.ts', 'generated/operations.ts', 'generated/openapi.yaml'];

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
    expect(await generate(folder())).toEqual(['generated/api.ts', 'generated/openapi.yaml']);
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

it('another folder and time zone → the same bytes', async () => {
  const here = await buildArtifacts(projectRoot);
  const [cwd, zone] = [process.cwd(), process.env.TZ];
  try {
    process.chdir(tmpdir());
    process.env.TZ = 'Pacific/Kiritimati';
    expect(await buildArtifacts(projectRoot)).toEqual(here);
  } finally {
    process.chdir(cwd);
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});
