import { brotliCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { differences, jsonOf, type RecordedResponse } from './exchange.ts';

const response: RecordedResponse = {
  status: 200,
  headers: { date: 'Mon, 01 Jan 2024 00:00:00 GMT', etag: '"a"', 'content-length': '2' },
  body: Buffer.from('{}'),
};

it.each<{ given: string; other: Partial<RecordedResponse>; differing: string[] }>([
  { given: 'the same again', other: {}, differing: [] },
  { given: 'another status', other: { status: 304 }, differing: ['status'] },
  { given: 'another body', other: { body: Buffer.from('[]') }, differing: ['body'] },
  { given: 'another header', other: { headers: { ...response.headers, etag: '"b"' } }, differing: ['etag'] },
  { given: 'one header more', other: { headers: { ...response.headers, vary: '*' } }, differing: ['vary'] },
  { given: 'headers missing', other: { headers: {} }, differing: ['etag', 'content-length'] },
  {
    given: 'a later response with a request id and a quota',
    other: { headers: { ...response.headers, date: 'later', 'x-request-id': '1', ratelimit: 'r=1' } },
    differing: [],
  },
])('$given → differs in $differing', ({ other, differing }) => {
  expect(differences(response, { ...response, ...other })).toEqual(differing);
});

it.each<{ given: string; other: Partial<RecordedResponse>; value: unknown }>([
  { given: 'JSON', other: { body: Buffer.from('{"a":1}') }, value: { a: 1 } },
  {
    given: 'compressed JSON',
    other: { headers: { 'content-encoding': 'br' }, body: brotliCompressSync('{"a":1}') },
    value: { a: 1 },
  },
  { given: 'no body', other: { status: 304, body: Buffer.alloc(0) }, value: undefined },
])('$given → $value', ({ other, value }) => {
  expect(jsonOf({ ...response, ...other })).toEqual(value);
});
