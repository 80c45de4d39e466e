/** Lengths, content codings and media types: RFC 9110, 8.3, 8.4 and 8.6, and the contract. */
import { gzipSync } from 'node:zlib';
import { body, encoded, get, json, length, post, type RawMessage, withMethod } from './write.ts';

const gzipped = gzipSync(body).toString('latin1');
const gzippedSpaces = gzipSync(Buffer.alloc(4_000_000, ' ')).toString('latin1');
const ofLength = (value: string) => post(`${json}Content-Length:${value}\r\n`);
const ofType = (value: string) => post(`Content-Type:${value}\r\n${length}`);

export const lengths: readonly RawMessage[] = [
  ['a length', post(json + length), 200, 200],
  ['a length with a zero before it', ofLength(' 0023'), 200, 200],
  ['a length of 0', post(`${json}Content-Length: 0\r\n`, ''), 400, 200],
  ['no length', post(json, ''), 400, 200],
  ['two equal lengths', post(json + length + length), 400],
  ['two lengths', post(`${json}${length}Content-Length: 2\r\n`), 400],
  ['a list of equal lengths', ofLength(' 23, 23'), 400],
  ['a list of lengths', ofLength(' 23, 5'), 400],
  ['an empty length', ofLength(''), 400],
  ['a negative length', ofLength(' -1'), 400],
  ['a positive length', ofLength(' +23'), 400],
  ['a length in hex', ofLength(' 0x17'), 400],
  ['a length with a fraction', ofLength(' 23.0'), 400],
  ['a length with an exponent', ofLength(' 2e1'), 400],
  ['a length with a space inside', ofLength(' 2 3'), 400],
  ['a length in quotes', ofLength(' "23"'), 400],
  ['a length over 64 bits', ofLength(' 18446744073709551639'), 400],
  ['a length over 53 bits', ofLength(' 9007199254740993'), 413],
  ['a length with a space before the colon', post(`${json}Content-Length : 23\r\n`), 400],
  ['a GET of length 0', get('Content-Length: 0\r\n'), 200, 200],
  ['a GET with a body', `${get('Content-Length: 4\r\n')}body`, 200],
  ['a GET with a body that does not come', get('Content-Length: 40000\r\n'), 200],
  ['a HEAD with a body', `${withMethod('HEAD').replace('Host', 'Content-Length: 4\r\nHost')}body`, 200],
  ['a body at an unknown path', post(`${json}Content-Length: 900000\r\n`, 'x'.repeat(900), '/none'), 404],
  [
    'a body of another type',
    post('Content-Type: text/plain\r\nContent-Length: 900000\r\n', 'x'.repeat(900)),
    415,
  ],
  ['a body that is too long', post(`${json}Content-Length: 900000\r\n`, 'x'.repeat(900)), 413],
];

export const contents: readonly RawMessage[] = [
  ['gzip', encoded('gzip', gzipped), 200, 200],
  ['GZIP', encoded('GZIP', gzipped), 200, 200],
  ['a body that is not gzip', encoded('gzip', body), 400, 200],
  ['half of a gzip', encoded('gzip', gzipped.slice(0, -10)), 400, 200],
  ['a gzip and something after it', encoded('gzip', `${gzipped}xxxx`), 400, 200],
  ['a gzip of four million spaces', encoded('gzip', gzippedSpaces), 413, 200],
  ['gzip without a body', encoded('gzip', ''), 400, 200],
  ['a body that is not br', encoded('br', body), 400, 200],
  ['a body that is not deflate', encoded('deflate', body), 400, 200],
  ['gzip twice', encoded('gzip, gzip', gzipped), 415, 200],
  ['zstd', encoded('zstd', body), 415, 200],
  ['a body with NUL', post(json + length, body.replace('001', '00\0')), 400, 200],
  ['a body that is not UTF-8', post(json + length, body.replace('001', '00\xff')), 400, 200],
  ['8,000 open brackets', post(`${json}Content-Length: 8000\r\n`, '['.repeat(8000)), 400, 200],
  [
    'a member __proto__',
    post(`${json}Content-Length: 38\r\n`, body.replace('}', ',"__proto__":{}}')),
    400,
    200,
  ],
  ['a type in upper case', ofType(' APPLICATION/JSON'), 200, 200],
  ['two content types', post(`${json}Content-Type: text/plain\r\n${length}`), 400],
  ['no type', post(length), 415],
  ['an empty type', ofType(''), 415],
  ['a type that is none', ofType(' ;;'), 415],
  ['another charset', ofType(' application/json; charset=utf-16'), 415],
];
