import { describe, expect, it } from 'vitest';
import { toyContract } from '../../contract/testing/toy-contract.ts';
import { createAllowances, DeclaredHeader } from './behind-proxy.ts';

const response = { method: 'GET', status: 200 };

describe('a header that', () => {
  it.each(['via', 'age', 'server', 'x-cache', 'cf-ray', 'x-envoy-upstream-service-time', 'set-cookie'])(
    'proxies add: %s → removed and counted',
    (name) => {
      const { restore, counts } = createAllowances(toyContract, ['set-cookie']);
      for (const value of ['a', 'b'])
        expect(restore({ ...response, headers: { [name]: value, etag: '"1"' } }).headers).toEqual({
          etag: '"1"',
        });
      expect(counts()).toEqual([{ what: `header ${name} was added`, times: 2 }]);
    },
  );

  it.each(['x-powered-by', 'set-cookie', 'cache-control', 'x-count'])('%s is another → kept', (name) => {
    const { restore, counts } = createAllowances(toyContract);
    expect(restore({ ...response, headers: { [name]: 'a' } }).headers).toEqual({ [name]: 'a' });
    expect(counts()).toEqual([]);
  });

  it('the contract declares → it cannot be ignored', () => {
    expect(() => createAllowances(toyContract, ['x-other', 'etag'])).toThrow(DeclaredHeader);
  });
});

it.each([
  ['a weak ETag of compressed bytes', { etag: 'W/"1"', 'content-encoding': 'gzip' }, '"1"', true],
  ['a weak ETag of other bytes', { etag: 'W/"1"' }, 'W/"1"', undefined],
  ['a strong ETag', { etag: '"1"', 'content-encoding': 'gzip' }, '"1"', undefined],
])('%s → %s', (_, headers, etag, weakened) => {
  const restored = createAllowances(toyContract).restore({ ...response, headers });
  expect([restored.headers.etag, restored.weakened]).toEqual([etag, weakened]);
});

const html = { 'content-type': 'text/html' };

it.each<[given: string, is: boolean, expected: number, path: string, status: number, headers: object]>([
  ['a control character', true, 400, '/toys/%00', 400, html],
  ['an escape that is none', true, 400, '/toys/%zz', 400, html],
  ['half an escape', true, 400, '/toys/%a', 400, html],
  ['a problem of the service', false, 400, '/toys/%00', 400, { 'content-type': 'application/problem+json' }],
  ['an answer of the service', false, 400, '/toys/%00', 400, { ...html, 'x-request-id': 'a' }],
  ['an escape that is one', false, 400, '/toys/%41', 400, html],
  ['an escape in the query', false, 400, '/toys?q=%00', 400, html],
  ['a success', false, 400, '/toys/%00', 200, html],
  ['another expectation', false, 404, '/toys/%00', 400, html],
])('%s → the proxy may answer 400 itself: %s', (_, is, expected, path, status, headers) => {
  const { isOwnRefusal } = createAllowances(toyContract);
  const received = { method: 'GET', status, headers: { ...headers } };
  expect(isOwnRefusal(expected, { method: 'GET', path, headers: {} }, received)).toBe(is);
});

it.each([
  ['both lengths', { 'content-length': '1' }, { 'content-length': '2' }, false],
  ['no length of HEAD', { 'content-length': '1' }, {}, true],
  ['chunks of GET', { 'transfer-encoding': 'chunked' }, { 'content-length': '2' }, true],
])('%s → the lengths may differ: %s', (_, get, head, may) => {
  const { mayDifferInLength } = createAllowances(toyContract);
  expect(mayDifferInLength({ ...response, headers: { ...get } }, { ...response, headers: { ...head } })).toBe(
    may,
  );
});
