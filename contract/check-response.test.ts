import { describe, expect, it } from 'vitest';
import { checkResponse, type ReceivedResponse } from './check-response.ts';
import { toyContract, toyContractWith } from './testing/toy-contract.ts';

const getVersion = toyContract.operations[0]!;

const right = {
  method: 'GET',
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8', etag: '"abc"', 'x-count': '3' },
  body: '{"version":"1.0.0","checksum":"aa","uptime":1,"day":"2024-05-01"}',
} satisfies ReceivedResponse;
const notModified = { method: 'GET', status: 304, headers: { etag: '"abc"' } } satisfies ReceivedResponse;
const limited = {
  method: 'GET',
  status: 429,
  headers: { 'content-type': 'application/problem+json', 'retry-after': '1' },
  body: '{"type":"/problems/rate-limited","title":"Slow down","status":429,"requestId":"x"}',
} satisfies ReceivedResponse;

function headers(changed: ReceivedResponse['headers']) {
  return { ...right, headers: { ...right.headers, ...changed } };
}

describe('checkResponse', () => {
  it('a header of type number, and one of type string → read as such', () => {
    const typed = (type: string) =>
      toyContractWith(
        'X-Count: { required: true, schema: { type: integer, minimum: 1 }',
        `X-Count: { required: true, schema: { type: ${type} }`,
      );
    const failures = (type: string) =>
      checkResponse(typed(type), typed(type).operations[0]!, headers({ 'x-count': '-3.5' }));
    expect(failures('number')).toEqual([]);
    expect(failures('string')).toEqual([]);
  });

  it('an optional header is missing, or a client ignores what is not declared → no failure', () => {
    const optional = toyContractWith('X-Count: { required: true', 'X-Count: { required: false');
    const without = headers({ 'x-count': undefined });
    expect(checkResponse(optional, optional.operations[0]!, without)).toEqual([]);
    const client = { ...toyContract, asClient: toyContract };
    expect(checkResponse(client, getVersion, headers({ 'x-powered-by': 'toys' }))).toEqual([]);
  });

  const head = { ...right, method: 'HEAD', body: '' };

  it.each<[string, ReceivedResponse]>([
    ['200', right],
    ['HEAD', head],
    ['304', notModified],
    ['a problem', limited],
    [
      'a media type with a charset, spaced',
      headers({ 'content-type': 'application/json ;  charset="UTF-8"' }),
    ],
    ['a header of more digits', headers({ 'x-count': '12' })],
    ['a header that is undefined', headers({ 'x-other': undefined })],
    ['a media type in upper case', headers({ 'content-type': 'Application/JSON' })],
    ['headers of the wire and of browsers', headers({ date: 'now', 'x-frame-options': 'DENY', via: 'b' })],
  ])('a response that keeps the contract (%s) → no failure', (_, received) => {
    expect(checkResponse(toyContract, getVersion, received)).toEqual([]);
  });

  it.each<[fault: string, want: string, received: ReceivedResponse]>([
    [
      'header that is not declared',
      'header x-powered-by: is not declared, is "toys"',
      headers({ 'x-powered-by': 'toys' }),
    ],
    [
      'header of another status',
      'header retry-after: is not declared, is "1"',
      headers({ 'retry-after': '1' }),
    ],
    ['undeclared status', 'status: must be one of 200, 304, 429, is 500', { ...right, status: 500 }],
    ['required header missing', 'header etag: is missing', headers({ etag: undefined })],
    ['header breaks its pattern', 'header etag: must match pattern', headers({ etag: 'abc' })],
    [
      'header that is no number',
      'header x-count: must be integer, is "many"',
      headers({ 'x-count': 'many' }),
    ],
    ['header with a fraction', 'header x-count: must be integer, is 1.25', headers({ 'x-count': '1.25' })],
    ['header with a unit', 'header x-count: must be integer, is "3px"', headers({ 'x-count': '3px' })],
    ['header with a sign', 'header x-count: must be integer, is "n3"', headers({ 'x-count': 'n3' })],
    [
      'header with letters behind its point',
      'header x-count: must be integer, is "3.x"',
      headers({ 'x-count': '3.x' }),
    ],
    [
      'charset and more',
      'header content-type: must be',
      headers({ 'content-type': 'application/json; charset=utf-8; x=1' }),
    ],
    [
      'charset within the type',
      'header content-type: must be',
      headers({ 'content-type': 'application; charset=utf-8/json' }),
    ],
    ['header below its minimum', 'header x-count: must be >= 1, is 0', headers({ 'x-count': '0' })],
    [
      'no content type',
      'header content-type: must be application/json, is missing',
      headers({ 'content-type': undefined }),
    ],
    [
      'other content type',
      'header content-type: must be application/json, is text/html',
      headers({ 'content-type': 'text/html' }),
    ],
    [
      'other charset',
      'header content-type: must be',
      headers({ 'content-type': 'application/json; charset=latin1' }),
    ],
    [
      'problem type on a 200',
      'header content-type: must be',
      headers({ 'content-type': 'application/problem+json' }),
    ],
    ['no object', 'body: must be object, is 5', { ...right, body: '5' }],
    ['truncated JSON', 'body: must be JSON', { ...right, body: right.body.slice(0, -1) }],
    ['no body', 'body: must be JSON', { ...right, body: undefined }],
    ['body of another operation', 'body /toys: must not be there', { ...right, body: '{"toys":[]}' }],
    [
      'body breaks a format',
      'body /day: must match format',
      { ...right, body: right.body.replace('05-01', '05-99') },
    ],
    ['body on HEAD', 'body: must be empty', { ...right, method: 'HEAD' }],
    ['body on 304', 'body: must be empty', { ...notModified, body: '{}' }],
    [
      'header missing on 429',
      'header retry-after: is missing',
      { ...limited, headers: { ...limited.headers, 'retry-after': undefined } },
    ],
  ])('a response with %s → failure %s', (_, want, received) => {
    const failures = checkResponse(toyContract, getVersion, received).map(
      ({ where, detail }) => `${where}: ${detail}`,
    );
    expect(failures).toContainEqual(expect.stringContaining(want));
  });
});
