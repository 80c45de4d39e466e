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

describe('wire response', () => {
  it.each([
    ['plain', plain],
    ['compressed', compressed],
  ])('%s response → its text and its JSON', (_, response) => {
    expect(textOf(response)).toBe('{"a":[{"b":"ö"}]}');
    expect(jsonOf(response)).toEqual({ a: [{ b: 'ö' }] });
  });

  it('another JSON value → same other values and compression, new content-length', () => {
    const changed = withJson(compressed, ['a', '0', 'b'], (value) => `${value}!`);
    expect(brotliDecompressSync(changed.body).toString()).toBe('{"a":[{"b":"ö!"}]}');
    expect(changed.headers['content-length']).toBe(String(changed.body.length));
    expect(jsonOf(compressed)).toEqual({ a: [{ b: 'ö' }] });
  });

  it('a value that does not exist → an error', () => {
    expect(() => withJson(plain, ['a', '1'], () => 1)).toThrow('the body has no 1');
  });

  it('an empty body, or one of another media type → no JSON', () => {
    expect(jsonOf({ ...plain, body: Buffer.alloc(0) })).toBeUndefined();
    expect(jsonOf(withHeader(plain, 'content-type', 'text/html'))).toBeUndefined();
  });

  it('text without compression → content-length in bytes', () => {
    expect(withText(plain, 'ö').headers['content-length']).toBe('2');
  });
});
