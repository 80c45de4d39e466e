/** Raw messages, each with a second request after it on the same connection. */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../testing/start-test-service.ts';

const path = '/api/taxonomy/layers';
const convert = '/api/taxonomy/convert/hfn-to-mfa';
const body = '{"hfn":"S.POP.HPM.001"}';
const json = 'Content-Type: application/json\r\n';
/** A request with these further header lines. */
const get = (lines = '', target = path, version = '1.1') =>
  `GET ${target} HTTP/${version}\r\nHost: a\r\n${lines}\r\n`;
const post = (lines: string, content = body, target = convert) =>
  `POST ${target} HTTP/1.1\r\nHost: a\r\n${lines}\r\n${content}`;
const second = 'GET /api/taxonomy/version HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
const length = `Content-Length: ${body.length}\r\n`;

/** The message, and the statuses of all responses on its connection. The last 200 is that of the second request. */
const messages: readonly [name: string, message: string, ...statuses: number[]][] = [
  ['a GET', get(), 200, 200],
  ['a HEAD', get().replace('GET', 'HEAD'), 200, 200],
  ['absolute form', get('', `http://a${path}`), 200, 200],
  ['absolute form with userinfo', get('', `http://u:p@a${path}`), 200, 200],
  ['asterisk form', get('', '*').replace('GET', 'OPTIONS'), 204, 200],
  ['a host with a port', get().replace('Host: a', 'Host: a.example:80'), 200, 200],
  ['an IPv6 host', get().replace('Host: a', 'Host: [::1]:3000'), 200, 200],
  ['an empty host', get().replace('Host: a', 'Host:'), 200, 200],
  ['no host', get().replace('Host: a\r\n', ''), 400],
  ['two hosts', get('Host: b\r\n'), 400],
  ['two equal hosts', get('hOsT: a\r\n'), 400],
  ['a host with a space', get().replace('Host: a', 'Host: a b'), 400],
  ['a host with a path', get().replace('Host: a', 'Host: a/b'), 400],
  ['a host with userinfo', get().replace('Host: a', 'Host: u@a'), 400],
  ['a list of hosts', get().replace('Host: a', 'Host: a, b'), 400],
  ['a host with a wrong port', get().replace('Host: a', 'Host: a:http'), 400],
  ['HTTP/1.0 without a host', `GET ${path} HTTP/1.0\r\n\r\n`, 200],
  ['HTTP/1.0 with keep-alive', get('Connection: keep-alive\r\n', path, '1.0'), 200, 200],
  ['HTTP/1.2', get('', path, '1.2'), 400],
  ['HTTP/0.9', get('', path, '0.9'), 400],
  ['HTTP/2.0', get('', path, '2.0'), 400],
  ['an upgrade that is ignored', get('Connection: Upgrade\r\nUpgrade: h2c\r\n'), 200],
  ['an upgrade to websockets', get('Connection: upgrade\r\nUpgrade: websocket\r\n'), 200],
  ['an Upgrade without Connection', get('Upgrade: h2c\r\n'), 200],
  ['CONNECT', 'CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n', 501],
  ['3,000 headers', get(Array.from({ length: 3000 }, (_, i) => `a${i}:\r\n`).join('')), 200, 200],
  ['a last header that is not authorized', get(`${'a:\r\n'.repeat(2500)}Host: b\r\n`), 400],
  ['chunks', post(`${json}Transfer-Encoding: chunked\r\n`, `17\r\n${body}\r\n0\r\n\r\n`), 200, 200],
  ['CHUNKED', post(`${json}Transfer-Encoding: CHUNKED\r\n`, `17\r\n${body}\r\n0\r\n\r\n`), 200, 200],
  ['gzip, chunked', post(`${json}Transfer-Encoding: gzip, chunked\r\n`, `17\r\n${body}\r\n0\r\n\r\n`), 501],
  [
    'two codings',
    post(`${json}Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n`, `17\r\n${body}\r\n0\r\n\r\n`),
    501,
  ],
  [
    'chunked twice',
    post(`${json}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n`, `17\r\n${body}\r\n0\r\n\r\n`),
    501,
  ],
  ['a coding that is not chunked', post(`${json}Transfer-Encoding: gzip\r\n`), 501],
  ['identity', post(`${json}Transfer-Encoding: identity\r\n${length}`), 400],
  [
    'chunked and a length',
    post(`${json}${length}Transfer-Encoding: chunked\r\n`, `17\r\n${body}\r\n0\r\n\r\n`),
    400,
  ],
  [
    'a chunk size that is no number',
    post(`${json}Transfer-Encoding: chunked\r\n`, `zz\r\n${body}\r\n0\r\n\r\n`),
    400,
  ],
  [
    'a chunk longer than its size',
    post(`${json}Transfer-Encoding: chunked\r\n`, `2\r\n${body}\r\n0\r\n\r\n`),
    400,
  ],
  [
    'long chunk extensions',
    post(`${json}Transfer-Encoding: chunked\r\n`, `17;${'a'.repeat(17_000)}\r\n${body}\r\n0\r\n\r\n`),
    413,
  ],
  ['a length', post(json + length), 200, 200],
  ['two equal lengths', post(json + length + length), 400],
  ['two lengths', post(`${json}${length}Content-Length: 2\r\n`), 400],
  ['a negative length', post(`${json}Content-Length: -1\r\n`), 400],
  ['a length that is no number', post(`${json}Content-Length: 0x17\r\n`), 400],
  ['two content types', post(`${json}Content-Type: text/plain\r\n${length}`), 400],
  ['an expectation that is met', post(`${json}${length}Expect: 100-continue\r\n`), 100, 200, 200],
  ['100-Continue', post(`${json}${length}Expect: 100-Continue\r\n`), 100, 200, 200],
  ['another expectation', post(`${json}${length}Expect: 200-ok\r\n`), 417],
  ['an expectation of a GET', get('Expect: 100-continue\r\n'), 200],
  [
    'an expectation, and a body that is too long',
    post(`${json}Content-Length: 999999999\r\nExpect: 100-continue\r\n`, ''),
    413,
  ],
  [
    'an expectation at an unknown path',
    post(`${json}Content-Length: 9\r\nExpect: 100-continue\r\n`, '', '/none'),
    404,
  ],
  [
    'an expectation without a token',
    post(`${json}Content-Length: 9\r\nExpect: 100-continue\r\n`, '', '/api/taxonomy/releases'),
    403,
  ],
  ['a body at an unknown path', post(`${json}Content-Length: 900000\r\n`, 'x'.repeat(900), '/none'), 404],
  [
    'a body of another type',
    post(`Content-Type: text/plain\r\nContent-Length: 900000\r\n`, 'x'.repeat(900)),
    415,
  ],
  ['a body that is too long', post(`${json}Content-Length: 900000\r\n`, 'x'.repeat(900)), 413],
  [
    'chunks that are too long',
    post(`${json}Transfer-Encoding: chunked\r\n`, `17000\r\n${'x'.repeat(0x17000)}`),
    413,
  ],
  ['a GET with a body', `${get(`Content-Length: 4\r\n`)}body`, 200],
  ['a GET with a body that does not come', get(`Content-Length: 40000\r\n`), 200],
  ['no HTTP', 'hello\r\n\r\n', 400],
  ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
  ['an unknown method', get().replace('GET', 'GOT'), 400],
  ['a method of another protocol', get().replace('GET', 'PROPFIND'), 405, 200],
  ['a target without a slash', get('', 'layers'), 400],
  ['a target with a space', get('', '/api taxonomy'), 400],
  ['a header without a colon', get('nothing\r\n'), 400],
  ['a header with a space before the colon', get('A : b\r\n'), 400],
  ['a folded header', get('A: b\r\n c\r\n'), 400],
  ['a header with NUL', get('A: b\0c\r\n'), 400],
  ['a header with a bare CR', get('A: b\rc\r\n'), 400],
  ['headers that are too long', get(`A: ${'x'.repeat(200_000)}\r\n`), 431],
  ['empty lines before the request', `\r\n\r\n${get()}`, 200, 200],
  ['three requests at once', get() + get() + get(), 200, 200, 200, 200],
  ['a POST and a GET at once', post(json + length) + get(), 200, 200, 200],
  ['a request, and then none', `${post(json + length)}nothing\r\n\r\n`, 200, 400],
  [
    'what the cache has not, and then no HTTP',
    `${get('', '/api/taxonomy/releases/1.2.2')}nothing\r\n\r\n`,
    200,
    400,
  ],
  ['Connection: close, and another request', get('Connection: close\r\n') + get(), 200],
];

describe.each(['on', 'off'])('with the response cache %s', (RESPONSE_CACHE) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ environment: { RESPONSE_CACHE, RATE_LIMIT: '100000' } });
  });
  afterAll(() => service.close());

  it.each(messages)('%s', async (_name, message, ...statuses) => {
    // The first time, the response cache has no response yet.
    for (const _time of [1, 2]) {
      const received = await exchange(service, message + second);
      expect([...received.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status))).toEqual(
        statuses,
      );
      for (const [head] of received.matchAll(/HTTP\/1\.1 [45][\s\S]*?\r\n\r\n/g)) {
        expect(head).toMatch(/^Content-Type: application\/problem\+json/im);
        expect(head).toMatch(/^Date: /im);
        expect(head).toMatch(/^X-Request-Id: /im);
      }
    }
  });
});

/** Sends bytes and reads until the server closes. */
async function exchange({ url }: TestService, message: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(message, 'latin1');
  return text(socket);
}
