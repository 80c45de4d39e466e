import { randomBytes } from 'node:crypto';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { startTestService, type TestService } from '../testing/start-test-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

const batch = { direction: 'hfn-to-mfa', addresses: ['S.POP.HPM.001'] };

async function send(encoding: string, body: Uint8Array<ArrayBuffer>) {
  const headers = { 'Content-Type': 'application/json', 'Content-Encoding': encoding };
  const url = `${service.url}/api/taxonomy/convert/batch`;
  const response = await fetch(url, { method: 'POST', headers, body });
  const { detail } = (await response.json()) as { detail?: string };
  return [response.status, detail];
}

// The default quality takes seconds for a megabyte.
const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const br = (body: string) => brotliCompressSync(body, fast);
const encoders = { gzip: gzipSync, deflate: deflateSync, br };
const cases = Object.entries(encoders);

it.each(cases)('%s → read', async (encoding, encode) => {
  expect(await send(encoding.toUpperCase(), encode(JSON.stringify(batch)))).toEqual([200, undefined]);
});

it.each(cases)('%s that expands more than 100 times → 413', async (encoding, encode) => {
  const body = encode(JSON.stringify(batch) + ' '.repeat(100_000));
  expect(await send(encoding, body)).toEqual([413, 'The body expands by more than 100 times.']);
});

it.each(cases)('%s that expands beyond the limit → 413', async (encoding, encode) => {
  const operation = readContract().operations.find(({ id }) => id === 'convertBatch');
  const body = encode(randomBytes(operation!.requestBody!.maxBytes!).toString('hex'));
  expect(await send(encoding, body)).toEqual([
    413,
    expect.stringMatching(/^The body is larger than \d+ bytes\.$/),
  ]);
});

it.each(cases)('%s that ends too early → 400', async (encoding, encode) => {
  const [status, detail] = await send(encoding, encode(JSON.stringify(batch)).subarray(0, -9));
  expect([status, detail]).toEqual([400, expect.stringContaining('Content-Encoding')]);
});

it.each(['zstd', 'gzip, gzip', 'x'])('the encoding %s → 415', async (encoding) => {
  const [status, detail] = await send(encoding, gzipSync(JSON.stringify(batch)));
  expect([status, detail]).toEqual([415, expect.stringContaining('Send gzip, deflate, br or no encoding')]);
});
