/** Of messages that messages.test.ts does not send. */
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { endsConnection, refusalOf, unreadable } from './message-refusals.ts';

function messageWith(rawHeaders: readonly string[], httpVersion = '1.1'): IncomingMessage {
  const headers: Record<string, string> = {};
  for (let at = 0; at < rawHeaders.length; at += 2)
    headers[rawHeaders[at]!.toLowerCase()] ??= rawHeaders[at + 1]!;
  return Object.assign(new IncomingMessage(new Socket()), { headers, rawHeaders, httpVersion, url: '/' });
}

describe('a message', () => {
  it.each([
    ['the longest host', messageWith(['Host', 'a'.repeat(1000)]), undefined],
    [
      'a longer host',
      messageWith(['Host', 'a'.repeat(1001)]),
      '/header/host is not a host with an optional port',
    ],
    ['any expectation of HTTP/1.0', messageWith(['Expect', 'something'], '1.0'), undefined],
    [
      'the same expectation of HTTP/1.1',
      messageWith(['Host', 'a', 'Expect', 'something']),
      'Send Expect: 100-continue',
    ],
  ])('%s → %3$s', (_, message, detail) => {
    const problem = refusalOf(message);
    if (detail === undefined) expect(problem).toBeUndefined();
    else expect(problem?.message).toContain(detail);
  });

  it.each([
    ['host', ['Host', 'a', 'hOsT', 'a']],
    ['content-type', ['Host', 'a', 'Content-Type', 'text/csv', 'CONTENT-TYPE', 'text/csv']],
  ])('two lines of %s → an error at that header', (name, rawHeaders) => {
    const pointer = `/header/${name}`;
    expect(refusalOf(messageWith(rawHeaders))?.options.errors).toEqual([
      { pointer, detail: 'is there more than once' },
    ]);
  });
});

it.each([
  ['close', true],
  ['CLOSE', true],
  ['keep-alive,close', true],
  ['keep-alive , close , x', true],
  ['close ,x', true],
  ['', false],
  ['keep-alive', false],
  ['closed', false],
  ['unclose', false],
  ['x close', false],
])('HTTP/1.0 with Connection: %s → ends its connection: %s', (connection, want) => {
  expect(endsConnection(messageWith(['Connection', connection], '1.0'))).toBe(want);
  expect(endsConnection(messageWith(['Connection', connection], '1.1'))).toBe(false);
});

it.each([
  ['HPE_HEADER_OVERFLOW', 'headers-too-large'],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 'payload-too-large'],
  ['ERR_HTTP_REQUEST_TIMEOUT', 'request-timeout'],
  ['HPE_INVALID_TRANSFER_ENCODING', 'not-implemented'],
  ['CONNECT', 'not-implemented'],
  ['HPE_INVALID_METHOD', 'invalid-request'],
  [undefined, 'invalid-request'],
])('node:http reports %s → %s', (code, slug) => {
  expect(unreadable({ code }).slug).toBe(slug);
});
