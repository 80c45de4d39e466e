/** Several messages on a connection, and how it ends: RFC 9112, 2.2, 9.3 and 9.6; RFC 9110, 7.6.1 and 7.8. */
import { body, coded, get, http10, json, length, path, post, type RawMessage, withMethod } from './write.ts';

export const pipelines: readonly RawMessage[] = [
  ['a GET', get(), 200, 200],
  ['a HEAD', withMethod('HEAD'), 200, 200],
  ['empty lines before the request', `\r\n\r\n${get()}`, 200, 200],
  ['three requests at once', get() + get() + get(), 200, 200, 200, 200],
  ['three HEADs at once', withMethod('HEAD').repeat(3), 200, 200, 200, 200],
  ['a POST and a GET at once', post(json + length) + get(), 200, 200, 200],
  ['an empty line after a body', `${post(json + length)}\r\n${get()}`, 200, 200, 200],
  ['chunks between two GETs', get() + coded(' chunked') + get(), 200, 200, 200, 200],
  ['an unknown path and a GET', get('', '/none') + get(), 404, 200, 200],
  ['a wrong body and a GET', post(json + length, body.replace('hfn', 'xxx')) + get(), 400, 200, 200],
  ['a body longer than its length', `${post(json + length)}xx${get()}`, 200, 400],
  ['no HTTP between two GETs', `${get()}nothing\r\n\r\n${get()}`, 200, 400],
  ['a request, and then none', `${post(json + length)}nothing\r\n\r\n`, 200, 400],
  [
    'what the cache has not, and then no HTTP',
    `${get('', '/api/taxonomy/releases/1.2.2')}nothing\r\n\r\n`,
    200,
    400,
  ],
  ['no HTTP', 'hello\r\n\r\n', 400],
  ['NUL before a GET', `\0${get()}`, 400],
  ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
  ['SSH', 'SSH-2.0-a\r\n', 400],
  ['the PROXY protocol', `PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\n${get()}`, 400],
];

export const connectionOptions: readonly RawMessage[] = [
  ['Connection: close, and another request', get('Connection: close\r\n') + get(), 200],
  ['Connection: CLOSE', get('Connection: CLOSE\r\n'), 200],
  ['Connection: keep-alive, close', get('Connection: keep-alive, close\r\n'), 200],
  ['Connection in two lines', get('Connection: keep-alive\r\nConnection: close\r\n'), 200],
  ['Connection: keep-alive, close of HTTP/1.0', get('Connection: keep-alive, close\r\n', path, '1.0'), 200],
  ['Connection: closed', get('Connection: closed\r\n'), 200, 200],
  ['an empty Connection', get('Connection: ,,\r\n'), 200, 200],
  ['Connection: Host', get('Connection: Host\r\n'), 200, 200],
  ['Connection: Content-Length', post(`${json}${length}Connection: Content-Length\r\n`), 200, 200],
  ['a Keep-Alive of a year', get('Keep-Alive: timeout=31536000\r\n'), 200, 200],
  ['an upgrade that is ignored', get('Connection: Upgrade\r\nUpgrade: h2c\r\n'), 200],
  ['an upgrade to websockets', get('Connection: upgrade\r\nUpgrade: websocket\r\n'), 200],
  ['an upgrade of a POST', post(`${json}${length}Connection: Upgrade\r\nUpgrade: h2c\r\n`), 200],
  ['an Upgrade without Connection', get('Upgrade: h2c\r\n'), 200],
];

/** The client ends its side after these. Nothing follows. */
export const ended: readonly RawMessage[] = [
  ['nothing', ''],
  ['empty lines', '\r\n\r\n'],
  ['a GET', get(), 200],
  ['a GET of HTTP/1.0', http10(get()), 200],
  ['three GETs', get().repeat(3), 200, 200, 200],
  ['a POST', post(json + length), 200],
  ['half of a request line', 'GET /api', 400],
  ['half of the headers', get().slice(0, -2), 400],
  ['a GET and half of another', get() + get().slice(0, -2), 200, 400],
  ['half of a body', post(json + length, body.slice(0, 9)), 400],
  ['half of the chunks', coded(' chunked', `17\r\n${body}\r\n`), 400],
  ['a chunk of 2⁶⁴ - 1 bytes', coded(' chunked', `ffffffffffffffff\r\n${body}`), 400],
  ['an expectation, and no body', post(`${json}${length}Expect: 100-continue\r\n`, ''), 100, 400],
];
