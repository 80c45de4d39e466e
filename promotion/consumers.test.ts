import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { createTaxonomyClient } from '../client/src/calls/taxonomy-client.ts';
import { type ConsumerUses, type OperationUse, recordUses } from '../client/src/record-uses.ts';
import { readContract } from '../contract/bundle-file.ts';
import { parseContract } from '../contract/contract.ts';
import type { Contract } from '../contract/model.ts';
import { toyText } from '../contract/testing/toy-contract.ts';
import { projectRoot } from '../lib/project.ts';
import { useTemporaryFolder } from '../lib/testing/use-temporary-folder.ts';
import { brokenUses, readConsumers, unusedRemovals } from './consumers.ts';

const checksum = 'a'.repeat(64);
const consumer = (uses: readonly OperationUse[], name = 'library'): ConsumerUses => ({
  consumer: name,
  tier: 'production',
  contract: { version: '1.2.0', checksum },
  uses,
});

describe('the file of a consumer', () => {
  const folder = useTemporaryFolder();
  const write = (value: unknown) => {
    mkdirSync(folder(), { recursive: true });
    writeFileSync(join(folder(), 'library.json'), typeof value === 'string' ? value : JSON.stringify(value));
  };
  const valid = consumer([{ operation: 'listToys', status: 200, members: ['/toys/*/name'] }]);

  it('valid → read; what is no *.json is left out', () => {
    write(valid);
    writeFileSync(join(folder(), 'README.md'), '# Consumers');
    expect(readConsumers(folder())).toEqual([valid]);
  });

  it.each<[string, unknown, string]>([
    ['no JSON', '{', 'library.json is no JSON.'],
    ['nothing', '{}', "library.json must have required property 'consumer'."],
    ['no use', { ...valid, uses: [] }, 'library.json#/uses must NOT have fewer than 1 items.'],
    [
      'another tier',
      { ...valid, tier: 'test' },
      'library.json#/tier must be equal to one of the allowed values.',
    ],
    ['more', { ...valid, extra: 1 }, 'library.json must NOT have additional properties: extra.'],
    [
      'a name instead of a pointer',
      consumer([{ operation: 'a', status: 200, members: ['name'] }]),
      'library.json#/uses/0/members/0 must match pattern "^/".',
    ],
  ])('%s → an error with file, pointer and remedy', (_, value, message) => {
    write(value);
    expect(() => readConsumers(folder())).toThrow(
      new Error(`${join(folder(), message)} Record it again with client/src/record-uses.ts.`),
    );
  });

  it('what recordUses records → it is read, and declared', async () => {
    const fetch = async () => Response.json({ layer: 'S', categories: [{ code: 'POP' }] });
    const plain = createTaxonomyClient({ baseUrl: 'http://127.0.0.1', fetch });
    const { client, uses } = recordUses(plain, { consumer: 'library', contract: valid.contract });
    JSON.stringify(await client.listCategories({ params: { path: { layer: 'S' } } }));
    write(uses());
    const used = { operation: 'listCategories', status: 200, members: ['/categories/*/code', '/layer'] };
    expect(readConsumers(folder())).toEqual([
      { consumer: 'library', contract: valid.contract, uses: [used] },
    ]);
    expect(brokenUses(readConsumers(folder()), readContract())).toEqual([]);
  });

  it('a missing folder → an error, because nobody says that there are no consumers', () => {
    expect(() => readConsumers(join(folder(), 'none'))).toThrow(/ENOENT.*none/);
  });

  it('the folder of this project → valid, and the contract declares each use', () => {
    expect(brokenUses(readConsumers(join(projectRoot, 'consumers')), readContract())).toEqual([]);
  });
});

interface Document {
  readonly paths: object;
  readonly components: { readonly schemas: object };
}

/** The contract of toys, in which GET /things returns a value of this schema. */
function contractOf(schema: object, { status = 200, Tree = {} } = {}): Contract {
  const { paths, components, ...document } = load(toyText) as Document;
  const content = { 'application/json': { schema } };
  const get = { operationId: 'getThing', responses: { [status]: { description: 'A thing.', content } } };
  const schemas = { ...components.schemas, Tree };
  const changed = {
    ...document,
    paths: { ...paths, '/things': { get } },
    components: { ...components, schemas },
  };
  return parseContract(JSON.stringify(changed));
}

const object = (properties: object) => ({ type: 'object', properties });
const text = { type: 'string' };
const list = (items: object) => ({ type: 'array', items });
const map = (value: object) => ({ type: 'object', additionalProperties: value });

describe('a used member', () => {
  const codes = object({ categories: list(object({ code: text })) });
  it.each<[string, string, object, string | undefined]>([
    ['is declared', '/categories/*/code', codes, undefined],
    ['is nullable', '/a/b', object({ a: { type: ['object', 'null'], properties: { b: text } } }), undefined],
    ['is in a part of allOf', '/b', { allOf: [object({ a: text }), object({ b: text })] }, undefined],
    ['is in one of oneOf', '/b', { oneOf: [object({ a: text }), object({ b: text })] }, undefined],
    [
      'is in one of anyOf, or null',
      '/a/b',
      object({ a: { anyOf: [object({ b: text }), { type: 'null' }] } }),
      undefined,
    ],
    ['is in a component', '/name', { $ref: '#/components/schemas/Toy' }, undefined],
    ['became optional', '/a', { ...object({ a: text }), required: [] }, undefined],
    ['has a slash in its name', '/a~1b', object({ 'a/b': text }), undefined],
    ['is the key of a map', '/counts/S', object({ counts: map(text) }), undefined],
    ['is any key of a map', '/counts/*', object({ counts: map(text) }), undefined],
    [
      'is a key of a pattern',
      '/S/a',
      { type: 'object', patternProperties: { '^[A-Z]$': object({ a: text }) } },
      undefined,
    ],
    [
      'is a key of no pattern',
      '/s/a',
      { type: 'object', patternProperties: { '^[A-Z]$': object({ a: text }) } },
      '/s',
    ],
    ['is in an object without members', '/a/b/c', object({ a: { type: 'object' } }), undefined],
    ['is in an object that is anything', '/a/b/c', object({ a: {} }), undefined],
    ['is removed', '/categories/*/name', codes, '/categories/*/name'],
    ['is in a removed one', '/groups/*/name/first', codes, '/groups'],
    ['is forbidden', '/a', object({ a: { not: {} } }), '/a'],
    ['is false', '/a', object({ a: false }), '/a'],
    ['is in a text', '/a/b', object({ a: text }), '/a/b'],
    [
      'is an item of what is no list',
      '/categories/*/code',
      object({ categories: object({ code: text }) }),
      '/categories/*',
    ],
    ['is a name in what became a list', '/a/code', object({ a: list(object({ code: text })) }), '/a/code'],
    [
      'is removed, beside a condition',
      '/b',
      { ...object({ a: text }), anyOf: [{ required: ['a'] }, { minProperties: 1 }] },
      '/b',
    ],
  ])('%s: %s → declared, or the outermost part that is not', (_, member, schema, part) => {
    const uses = [consumer([{ operation: 'getThing', status: 200, members: [member] }])];
    const broken = part && {
      consumer: 'library',
      operation: 'getThing',
      what: `the member ${part} of 200 is removed`,
    };
    expect(brokenUses(uses, contractOf(schema))).toEqual(broken ? [broken] : []);
  });
});

describe('a use', () => {
  const contract = parseContract(toyText);
  const use = (operation: string, status: number, ...members: string[]) => ({ operation, status, members });

  it.each<[string, OperationUse, string | undefined]>([
    ['a declared operation', use('listToys', 200, '/toys/*/price'), undefined],
    ['a problem', use('listToys', 404, '/requestId'), undefined],
    ['304', use('getVersion', 304), undefined],
    ['a removed operation', use('buyToys', 200, '/a', '/b'), 'the operation is removed'],
    ['a removed status', use('getVersion', 206, '/a'), 'the status 206 is removed'],
    [
      'two members of a removed one',
      use('listToys', 200, '/dolls/*/a', '/dolls/*/b'),
      'the member /dolls of 200 is removed',
    ],
  ])('%s → broken: %3$s', (_, used, what) => {
    const broken = what && { consumer: 'library', operation: used.operation, what };
    expect(brokenUses([consumer([used])], contract)).toEqual(broken ? [broken] : []);
  });

  it('a removal that two consumers use → both are named', () => {
    const used = [use('buyToys', 200)];
    const names = brokenUses([consumer(used, 'map'), consumer(used, 'list')], contract).map(
      (each) => each.consumer,
    );
    expect(names).toEqual(['map', 'list']);
  });
});

describe('removals that nobody uses', () => {
  const from = contractOf(object({ a: text, b: object({ c: text, d: list(text) }) }));

  it('equal contracts → none', () => {
    expect(unusedRemovals([], readContract(), readContract())).toEqual([]);
  });

  it('a removed member → listed once, without what was in it', () => {
    const removal = { operation: 'getThing', what: 'the member /b of 200 is removed' };
    expect(unusedRemovals([], from, contractOf(object({ a: text })))).toEqual([removal]);
  });

  it('a removed operation and a removed status → listed', () => {
    expect(unusedRemovals([], from, parseContract(toyText))).toEqual([
      { operation: 'getThing', what: 'the operation is removed' },
    ]);
    const whats = unusedRemovals([], from, contractOf({ type: 'object' }, { status: 201 })).map(
      ({ what }) => what,
    );
    expect(whats).toEqual(['the status 200 is removed']);
  });

  it('a member within a removed one is used → it is not listed, but broken', () => {
    const uses = [consumer([{ operation: 'getThing', status: 200, members: ['/b/d/*'] }])];
    const to = contractOf(object({}));
    expect(unusedRemovals(uses, from, to).map(({ what }) => what)).toEqual([
      'the member /a of 200 is removed',
    ]);
    expect(brokenUses(uses, to).map(({ what }) => what)).toEqual(['the member /b of 200 is removed']);
  });

  it('a schema that contains itself → what it lacks is listed once', () => {
    const tree = (properties: object) => {
      const Tree = object({ children: list({ $ref: '#/components/schemas/Tree' }), ...properties });
      return contractOf({ $ref: '#/components/schemas/Tree' }, { Tree });
    };
    const whats = unusedRemovals([], tree({ name: text }), tree({})).map(({ what }) => what);
    expect(whats).toEqual(['the member /name of 200 is removed']);
  });
});
