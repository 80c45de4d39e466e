import { randomBytes } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { Representation, represent, type Variant } from './representation.ts';

const random = randomBytes(100_000);

it.each([
  ['a short text', Buffer.from('taxonomy '.repeat(100))],
  ['a long text', Buffer.from('taxonomy '.repeat(10_000))],
])('%s → Brotli first, then gzip, and both give the text', async (_, bytes) => {
  const { identity, compressed, type } = await represent(bytes, 'text/plain');
  expect([identity.encoding, identity.bytes === bytes, type]).toEqual(['identity', true, 'text/plain']);
  expect(compressed.map(({ encoding }) => encoding)).toEqual(['br', 'gzip']);
  const [br, gzip] = compressed as [Variant, Variant];
  // toEqual takes seconds for so many bytes.
  expect(brotliDecompressSync(br.bytes).equals(bytes) && gunzipSync(gzip.bytes).equals(bytes)).toBe(true);
  expect(new Set([identity.etag, br.etag, gzip.etag]).size).toBe(3);
});

it.each([
  ['no byte', Buffer.alloc(0)],
  ['one byte', Buffer.from('x')],
  ['random bytes', random],
])('%s, which compression makes longer → as it is alone', async (_, bytes) => {
  const { identity, compressed } = await represent(bytes, 'image/png');
  expect([identity.bytes === bytes, compressed]).toEqual([true, []]);
});

it('as long when it is compressed → as it is alone', () => {
  const identity: Variant = { encoding: 'identity', bytes: Buffer.from('ab'), etag: '"a"' };
  const gzip: Variant = { encoding: 'gzip', bytes: Buffer.from('cd'), etag: '"b"' };
  const br: Variant = { encoding: 'br', bytes: Buffer.from('c'), etag: '"c"' };
  expect(new Representation(identity, [br, gzip], 'text/plain').compressed).toEqual([br]);
});

it('what is repeated 100 KB later → Brotli finds it', async () => {
  const { compressed } = await represent(Buffer.concat([random, random]), 'image/png');
  expect(compressed[0]?.bytes.length).toBeLessThan(1.1 * random.length);
});

it('more than the largest window of Brotli → compressed nevertheless', async () => {
  const { compressed } = await represent(Buffer.alloc(2 ** 24 + 1), 'image/png');
  expect(compressed.map(({ encoding }) => encoding)).toEqual(['br', 'gzip']);
});
