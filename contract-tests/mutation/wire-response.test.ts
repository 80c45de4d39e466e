import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { jsonOf, textOf, withHeader, withJson, withText } from './wire-response.ts';

const plain = {
  status: 200,
  headers: { 'content-type': 'application/json', 'content-length': '17' },
  body: Buffer.from('{"a":[{"b":"ö"}]}'),
};
const compressed = {
  ...plain,
  headers: { ...plain.headers, 'content-encoding': 'br' },
  body: brotliCompressSync(plain.body),
};

describe('a response on the wire', () => {
  it.each([
    ['plain', plain],
    ['compressed', compressed],
  ])('%s → its text and its JSON', (_, response) => {
    expect(textOf(response)).toBe('{"a":[{"b":"ö"}]}');
    expect(jsonOf(response)).toEqual({ a: [{ b: 'ö' }] });
  });

  it('another value in its JSON → the rest as it was, compressed as it was, with its length', () => {
    const changed = withJson(compressed, ['a', '0', 'b'], (value) => `${value}!`);
    expect(brotliDecompressSync(changed.body).toString()).toBe('{"a":[{"b":"ö!"}]}');
    expect(changed.headers['content-length']).toBe(String(changed.body.length));
    expect(jsonOf(compressed)).toEqual({ a: [{ b: 'ö' }] });
  });

  it('a value that is not there → refused, because nothing would be mutated', () => {
    expect(() => withJson(plain, ['a', '1'], () => 1)).toThrow('the answer has no 1');
  });

  it('no body, or none in JSON → no JSON', () => {
    expect(jsonOf({ ...plain, body: Buffer.alloc(0) })).toBeUndefined();
    expect(jsonOf(withHeader(plain, 'content-type', 'text/html'))).toBeUndefined();
  });

  it('text without a coding → as long as its bytes', () => {
    expect(withText(plain, 'ö').headers['content-length']).toBe('2');
  });
});
