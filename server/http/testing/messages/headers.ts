/** Header lines: RFC 9112, 2.2, 5.1 and 5.2; RFC 9110, 5.3 and 5.5; and those that this service reads. */
import { body, chunked, get, json, length, path, post, type RawMessage } from './write.ts';

export const fields: readonly RawMessage[] = [
  ['3,000 headers', get(Array.from({ length: 3000 }, (_, i) => `a${i}:\r\n`).join('')), 200, 200],
  ['a last header that is not authorized', get(`${'a:\r\n'.repeat(2500)}Host: b\r\n`), 400],
  ['an empty header', get('A:\r\n'), 200, 200],
  ['a header without a space', get('A:b\r\n'), 200, 200],
  ['a header with tabs', get('A: \tb\tc\t\r\n'), 200, 200],
  ['a header with bytes above 0x7F', get('A: \x80\xff\r\n'), 200, 200],
  ['a header of 20,000 characters', get(`${'a'.repeat(20_000)}: b\r\n`), 200, 200],
  ['headers with the names of members', get('__proto__: b\r\nconstructor: b\r\n'), 200, 200],
  ['headers that are too long', get(`A: ${'x'.repeat(200_000)}\r\n`), 431],
  ['a name with a byte above 0x7F', get('A\x80: b\r\n'), 400],
  ['a name with NUL', get('A\0: b\r\n'), 400],
  ['a name with a tab', get('A\tb: c\r\n'), 400],
  ['a name with brackets', get('A(b): c\r\n'), 400],
  ['a name with quotes', get('"A": b\r\n'), 400],
  ['no name', get(': b\r\n'), 400],
  ['a header without a colon', get('nothing\r\n'), 400],
  ['a header with a space before the colon', get('A : b\r\n'), 400],
  ['a folded header', get('A: b\r\n c\r\n'), 400],
  ['a folded first header', `GET ${path} HTTP/1.1\r\n Host: a\r\n\r\n`, 400],
  ['white space before the first header', `GET ${path} HTTP/1.1\r\n \r\nHost: a\r\n\r\n`, 400],
  ['a header with NUL', get('A: b\0c\r\n'), 400],
  ['a header with a control character', get('A: \x01\r\n'), 400],
  ['a header with DEL', get('A: b\x7f\r\n'), 400],
  ['a header with a bare CR', get('A: b\rc\r\n'), 400],
  ['a header with a bare LF', get('A: b\nC: d\r\n'), 400],
  ['lines that end with LF alone', get().replaceAll('\r\n', '\n'), 400],
  ['lines that end with CR alone', get().replaceAll('\r\n', '\r'), 400],
];

export const knownFields: readonly RawMessage[] = [
  ['two Accept', get('Accept: application/json\r\nAccept: text/html\r\n'), 200, 200],
  ['two If-None-Match', get('If-None-Match: "a"\r\nIf-None-Match: "b"\r\n'), 200, 200],
  ['two Authorization', get('Authorization: Bearer a\r\nAuthorization: Bearer b\r\n'), 400, 200],
  ['an Accept that is none', get('Accept: ;;\r\n'), 200, 200],
  ['an If-None-Match that is none', get('If-None-Match: abc\r\n'), 200, 200],
  ['an If-Modified-Since that is none', get('If-Modified-Since: yesterday\r\n'), 200, 200],
  ['a Range', get('Range: bytes=0-1\r\n'), 200, 200],
  ['a request id with bytes above 0x7F', get('X-Request-Id: \xe9\r\n'), 200, 200],
  ['an X-Forwarded-For of garbage', get('X-Forwarded-For: \xff,,[::\r\n'), 200, 200],
];

/** RFC 9110, 10.1.1 */
export const expectations: readonly RawMessage[] = [
  ['an expectation that is met', post(`${json}${length}Expect: 100-continue\r\n`), 100, 200, 200],
  ['100-Continue', post(`${json}${length}Expect: 100-Continue\r\n`), 100, 200, 200],
  [
    'the same expectation twice',
    post(`${json}${length}${'Expect: 100-continue\r\n'.repeat(2)}`),
    100,
    200,
    200,
  ],
  [
    'an expectation and chunks',
    chunked(`17\r\n${body}\r\n0\r\n\r\n`).replace('Host', 'Expect: 100-continue\r\nHost'),
    100,
    200,
    200,
  ],
  ['an expectation of HTTP/1.0', post(`${json}${length}Expect: 100-continue\r\n`).replace('1.1', '1.0'), 200],
  ['another expectation', post(`${json}${length}Expect: 200-ok\r\n`), 417],
  ['another expectation of a GET', get('Expect: 200-ok\r\n'), 417],
  ['two expectations', post(`${json}${length}Expect: 100-continue, 200-ok\r\n`), 417],
  ['an expectation with a parameter', post(`${json}${length}Expect: 100-continue;q=1\r\n`), 417],
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
];
