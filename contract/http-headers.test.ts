import { expect, it } from 'vitest';
import { parseContract } from './contract.ts';
import {
  createRequestIds,
  crossOrigin,
  inputHeaders,
  responseHeaders,
  selectingHeaders,
} from './http-headers.ts';
import { toyContractWith, toyText } from './testing/toy-contract.ts';

const parameters = (names: string[]) =>
  toyContractWith(
    '        - name: colour',
    names
      .map((name) => `        - { name: ${name}, in: header, schema: { type: string } }\n`)
      .join('')
      .concat('        - name: colour'),
  ).operations[1]!;

it('header parameters → a handler gets all but the request id', () => {
  expect(inputHeaders(parameters(['X-Size', 'X-Request-Id', 'If-Match']))).toEqual(['X-Size', 'If-Match']);
});

it('conditions and the key of a retry → they select no representation', () => {
  const conditions = ['If-Match', 'If-None-Match', 'if-range', 'If-Modified-Since', 'If-Unmodified-Since'];
  const names = ['X-Size', ...conditions, 'Idempotency-Key', 'Accept-Language'];
  expect(selectingHeaders(parameters(names))).toEqual(['X-Size', 'Accept-Language']);
});

it('every header of every response → by its lower-case name', () => {
  expect([...responseHeaders(parseContract(toyText)).keys()]).toEqual(['etag', 'x-count', 'retry-after']);
});

it('CORS → the methods of the contract, and HEAD, but not OPTIONS', () => {
  expect(crossOrigin(parseContract(toyText))).toEqual({
    methods: ['GET', 'HEAD', 'POST'],
    exposedHeaders: ['etag', 'x-count', 'retry-after'],
    maxAge: 7200,
  });
});

const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

it('a contract with X-Request-Id → an id of its form is echoed, any other is replaced', () => {
  const idOf = createRequestIds(
    toyContractWith(
      'X-Count: {',
      'X-Request-Id: { schema: { type: string, pattern: "^[a-z]+$" } }\n            X-Count: {',
    ),
  );
  expect(idOf('mine')).toBe('mine');
  for (const given of ['MINE', '', undefined, ['a', 'b']]) expect(idOf(given)).toMatch(uuid);
});

it('no id, and any form is allowed → one is made', () => {
  const idOf = createRequestIds(
    toyContractWith('X-Count: {', 'X-Request-Id: { schema: {} }\n            X-Count: {'),
  );
  expect(idOf('MINE')).toBe('MINE');
  expect(idOf(undefined)).toMatch(uuid);
});

it('a contract without X-Request-Id → every id is replaced', () => {
  expect(createRequestIds(parseContract(toyText))('mine')).toMatch(uuid);
});
