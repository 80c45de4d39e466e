import { describe, expect, it } from 'vitest';
import { toyContract, toyContractWith } from '../../contract/testing/toy-contract.ts';
import type { WireResponse } from '../http/forward.ts';
import type { Subject } from './mutant.ts';
import { mutantsOf, mutators } from './mutants-of.ts';
import { jsonOf } from './wire-response.ts';

const ball = { name: 'Ball', price: 3 };
const kite = { name: 'Kite' };
const problem = { type: '/problems/bad-order', title: 'Bad order', status: 400, requestId: 'a2' };

function subject(
  operationId: string,
  status: number,
  body: unknown,
  changed: Partial<Subject> = {},
): Subject {
  const operation = toyContract.operations.find(({ id }) => id === operationId)!;
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body));
  const length = { 'content-length': String(bytes.length) };
  const headers = { 'content-type': type, etag: '"abc"', 'cache-control': 'no-store', ...length };
  const response = { status, headers, body: bytes };
  const request = { method: operation.method, path: operation.path, headers: {} };
  return { contract: toyContract, operation, request, response, oracle: 'example', ...changed };
}

const toys = subject('listToys', 200, { toys: [ball, kite, ball] });
const refused = subject('orderToy', 400, problem);
const version = subject('getVersion', 200, {
  version: '1.0.4',
  checksum: 'ab',
  uptime: 1,
  day: '2024-05-01',
});

const coded = subject('getVersion', 200, { ...body(version), checksum: 'V.ZB.7' });
const boxed = subject('listToys', 200, { toys: [{ box: { of: 'Ball' } }, { box: { of: 'Kite' } }] });

function mutated(from: Subject, mutator: string, where: string): WireResponse {
  const id = [mutator, 'a', where].filter(Boolean).join(' › ');
  const mutant = mutantsOf('a', from).find((candidate) => candidate.id === id);
  if (!mutant) throw new Error(`no mutant ${id}`);
  return mutant.apply(from.response);
}

describe('mutantsOf', () => {
  it.each<[mutator: string, where: string, from: Subject, want: unknown]>([
    ['required property dropped', '/toys/2 name', toys, { toys: [ball, kite, { price: 3 }] }],
    ['required property dropped', 'toys', toys, {}],
    ['unknown property added', '', refused, { ...problem, undeclared: 1 }],
    ['wrong type', '/price', subject('orderToy', 200, ball), { name: 'Ball', price: '3' }],
    ['null', '/toys', toys, { toys: null }],
    ['value outside its enum', '/type', refused, { ...problem, type: '/problems/bad-order-unknown' }],
    ['other value of an enum', '/name', subject('orderToy', 200, kite), { name: 'Ball' }],
    ['below the minimum', '/uptime', version, { ...body(version), uptime: -1 }],
    ['format broken', '/day', version, { ...body(version), day: '2024-05-01 %' }],
    ['optional property dropped', 'price', subject('orderToy', 200, ball), { name: 'Ball' }],
    ['items swapped', '/toys', toys, { toys: [kite, ball, ball] }],
    ['item duplicated', '/toys', toys, { toys: [ball, kite, ball, ball] }],
    ['item lost', '/toys', toys, { toys: [ball, kite] }],
    ['array emptied', '/toys', toys, { toys: [] }],
    ['count one too many', '/toys/2/price', toys, { toys: [ball, kite, { ...ball, price: 4 }] }],
    ['first number in a text', '/version', version, { ...body(version), version: '2.0.4' }],
    ['last number in a text', '/version', version, { ...body(version), version: '1.0.5' }],
    ['text reversed', '/checksum', version, { ...body(version), checksum: 'ba' }],
    ['last letters in a text', '/checksum', coded, { ...body(version), checksum: 'V.AC.7' }],
    ['lower-case text', '/checksum', coded, { ...body(version), checksum: 'v.zb.7' }],
    [
      'members exchanged',
      'version checksum',
      version,
      { ...body(version), version: 'ab', checksum: '1.0.4' },
    ],
    [
      'members of two items exchanged',
      '/toys',
      boxed,
      { toys: [{ box: { of: 'Kite' } }, { box: { of: 'Ball' } }] },
    ],
    ['problem without type', '/type', refused, { title: 'Bad order', status: 400, requestId: 'a2' }],
    ['request id of another request', '/requestId', refused, { ...problem, requestId: 'another-request' }],
    [
      'body of another operation',
      '',
      toys,
      { version: '1.0.0', checksum: 'aa', uptime: 12, day: '2024-05-01' },
    ],
  ])('%s, %s → another body', (mutator, where, from, want) => {
    expect(jsonOf(mutated(from, mutator, where))).toEqual(want);
  });

  it.each<[mutator: string, where: string, from: Subject, want: object]>([
    ['other status of the same class', '429', refused, { status: 429 }],
    ['200 for an error', '200', refused, { status: 200 }],
    ['error for a success', '500', toys, { status: 500 }],
    ['JSON cut off', '', toys, { body: toys.response.body.subarray(0, toys.response.body.length / 2) }],
    ['wrong content encoding', 'content-encoding', toys, { headers: { 'content-encoding': 'gzip' } }],
    ['header malformed', 'etag', version, { headers: { etag: '?"abc"' } }],
    ['weak ETag', 'etag', version, { headers: { etag: 'W/"abc"' } }],
    [
      'caching of another response',
      'cache-control',
      toys,
      { headers: { 'cache-control': 'public, no-cache' } },
    ],
    ['undeclared header added', 'x-cache', toys, { headers: { 'x-cache': 'HIT' } }],
    [
      'wrong charset',
      'content-type',
      toys,
      { headers: { 'content-type': 'application/json; charset=latin1' } },
    ],
    [
      'JSON and problem confused',
      'content-type',
      refused,
      { headers: { 'content-type': 'application/json' } },
    ],
    ['body where none is allowed', '', subject('getVersion', 304, undefined), { body: Buffer.from('{}') }],
  ])('%s, %s → another message', (mutator, where, from, want) => {
    expect(mutated(from, mutator, where)).toMatchObject(want);
  });

  it('a required header → dropped', () => {
    expect(mutated(version, 'header dropped', 'etag').headers).not.toHaveProperty('etag');
  });

  it('a response compared with its schema only → no mutant that the schema allows', () => {
    const found = (oracle: Subject['oracle']) =>
      mutantsOf('a', { ...toys, oracle }).map(({ mutator }) => mutator);
    expect(found('example')).toContain('item lost');
    expect(found('schema')).not.toContain('item lost');
    expect(found('schema')).toContain('wrong type');
  });

  it('a body that its schema allows to be changed → the change is no mutant, unless an example is compared', () => {
    const contract = toyContractWith(
      '    Toy:\n      type: object\n      additionalProperties: false',
      '    Toy:\n      type: object\n      additionalProperties: { type: integer }',
    );
    const operation = contract.operations.find(({ id }) => id === 'orderToy')!;
    const added = (oracle: Subject['oracle']) => {
      const one = { ...subject('orderToy', 200, ball), contract, operation, oracle };
      return mutantsOf('a', one)
        .map(({ mutator }) => mutator)
        .filter((mutator) => /unknown|required/.test(mutator));
    };
    expect(added('schema')).toEqual(['required property dropped']);
    expect(added('example')).toEqual(['required property dropped', 'unknown property added']);
  });

  it('a header of which the schema allows any text → not malformed', () => {
    const contract = toyContractWith(`pattern: '^"[a-z0-9]+"$'`, 'maxLength: 99');
    const operation = contract.operations.find(({ id }) => id === 'getVersion')!;
    const found = mutantsOf('a', { ...version, contract, operation }).map(({ mutator }) => mutator);
    expect(found).not.toContain('header malformed');
    expect(found).not.toContain('weak ETag');
  });

  it('a leap second → no stale time, because Date cannot read it', () => {
    const contract = toyContractWith('format: date }', 'format: date-time }');
    const operation = contract.operations.find(({ id }) => id === 'getVersion')!;
    const found = (day: string) => {
      const { response } = subject('getVersion', 200, { ...body(version), day });
      return mutantsOf('a', { ...version, contract, operation, response }).map(({ mutator }) => mutator);
    };
    expect(found('2024-02-29T23:59:59Z')).toContain('stale time');
    expect(found('2016-12-31T23:59:60Z')).not.toContain('stale time');
  });

  it('text → emptied and exchanged where an example is compared', () => {
    const { response } = toys;
    const text = { ...response, headers: { 'content-type': 'text/csv' }, body: Buffer.from('a,b') };
    const found = (oracle: Subject['oracle']) =>
      mutantsOf('a', { ...toys, response: text, oracle }).map(({ mutator }) => mutator);
    expect(found('example')).toEqual(expect.arrayContaining(['body emptied', 'body of another operation']));
    expect(found('schema')).not.toContain('body emptied');
  });

  it('a volatile value → only values that the schema forbids', () => {
    const uptime = mutantsOf('a', version).filter(({ id }) => id.endsWith('/uptime'));
    expect(uptime.map(({ mutator }) => mutator)).toEqual(['wrong type', 'null', 'below the minimum']);
  });

  it('a mutation that changes nothing → no mutant', () => {
    const same = subject('listToys', 200, { toys: [kite, kite] });
    expect(mutantsOf('a', same).map(({ mutator }) => mutator)).not.toContain('items swapped');
  });

  it('any subject → unique ids and known mutators', () => {
    const mutants = [toys, refused, version].flatMap((one, index) => mutantsOf(String(index), one));
    expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
    expect(mutants.filter(({ mutator }) => !mutators.includes(mutator))).toEqual([]);
  });
});

function body({ response }: Subject) {
  return jsonOf(response) as object;
}
