import { brotliCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { differences, jsonOf, type RecordedAnswer } from './exchange.ts';

const answer: RecordedAnswer = {
  status: 200,
  headers: { date: 'Mon, 01 Jan 2024 00:00:00 GMT', etag: '"a"', 'content-length': '2' },
  body: Buffer.from('{}'),
};

it.each<{ given: string; other: Partial<RecordedAnswer>; differing: string[] }>([
  { given: 'the same again', other: {}, differing: [] },
  { given: 'another status', other: { status: 304 }, differing: ['status'] },
  { given: 'another body', other: { body: Buffer.from('[]') }, differing: ['body'] },
  { given: 'another header', other: { headers: { ...answer.headers, etag: '"b"' } }, differing: ['etag'] },
  { given: 'one header more', other: { headers: { ...answer.headers, vary: '*' } }, differing: ['vary'] },
  { given: 'headers missing', other: { headers: {} }, differing: ['etag', 'content-length'] },
  {
    given: 'a later answer with a request id and the rest of a share',
    other: { headers: { ...answer.headers, date: 'later', 'x-request-id': '1', ratelimit: 'r=1' } },
    differing: [],
  },
])('$given → differs in $differing', ({ other, differing }) => {
  expect(differences(answer, { ...answer, ...other })).toEqual(differing);
});

it.each<{ given: string; other: Partial<RecordedAnswer>; value: unknown }>([
  { given: 'JSON', other: { body: Buffer.from('{"a":1}') }, value: { a: 1 } },
  {
    given: 'compressed JSON',
    other: { headers: { 'content-encoding': 'br' }, body: brotliCompressSync('{"a":1}') },
    value: { a: 1 },
  },
  { given: 'no body', other: { status: 304, body: Buffer.alloc(0) }, value: undefined },
])('$given → $value', ({ other, value }) => {
  expect(jsonOf({ ...answer, ...other })).toEqual(value);
});
