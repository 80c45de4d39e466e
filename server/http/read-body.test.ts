import { randomBytes } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { startTestService, type TestService } from '../testing/start-test-service.ts';
import { BodyAborted, decodeBody, readBody } from './read-body.ts';

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

describe('a body of up to ten bytes', () => {
  /** Reads the body of a request with these headers. */
  function read(headers: object) {
    const request = Object.assign(new IncomingMessage(new Socket()), { headers, httpVersion: '1.1' });
    const done = vi.fn();
    const begin = () => readBody(request, new ServerResponse(request), 10, done);
    const send = async (...parts: (string | null)[]) => {
      for (const part of parts) request.push(part && Buffer.from(part));
      await vi.waitFor(() => expect(done).toHaveBeenCalled());
    };
    return { request, done, begin, send };
  }
  const tooLong = expect.objectContaining({ slug: 'payload-too-large' });

  it.each([
    ['ten bytes', { 'content-length': '10' }, ['0123456789', null], '0123456789'],
    ['ten bytes in parts', { 'transfer-encoding': 'chunked' }, ['01234', '56789', null], '0123456789'],
    ['nothing', { 'transfer-encoding': 'chunked' }, [null], ''],
  ])('%s → read', async (_, headers, parts, want) => {
    const { request, done, begin, send } = read(headers);
    begin();
    await send(...parts);
    expect(done.mock.calls.map(String)).toEqual([want]);
    expect(request.isPaused()).toBe(false);
  });

  it('eleven bytes in parts → refused once, and no more is read', async () => {
    const { request, done, begin, send } = read({ 'transfer-encoding': 'chunked' });
    begin();
    await send('01234', '567890');
    expect(request.isPaused()).toBe(true);
    expect(done.mock.calls).toEqual([[tooLong]]);
  });

  it('a length of eleven → refused before anything is read', () => {
    const { request, done, begin } = read({ 'content-length': '11' });
    begin();
    expect([done.mock.calls, request.isPaused()]).toEqual([[[tooLong]], true]);
  });

  it('the connection is closed, before it is read or while it is → BodyAborted', async () => {
    const [early, late] = [read({ 'content-length': '10' }), read({ 'content-length': '10' })];
    early.request.destroy();
    early.begin();
    expect(early.done.mock.calls).toEqual([[expect.any(BodyAborted)]]);
    late.begin();
    late.request.destroy();
    await vi.waitFor(() => expect(late.done.mock.calls).toEqual([[expect.any(BodyAborted)]]));
  });
});

describe('a compressed body', () => {
  const bytes = gzipSync('x'.repeat(100_000));
  const most = bytes.length * 100;
  const isLarger = (maxBytes: number) => `The body is larger than ${maxBytes} bytes.`;

  it.each([
    [1000, isLarger(1000)],
    [most, isLarger(most)],
    [most + 1, 'The body expands by more than 100 times.'],
  ])('it expands further than a limit of %i → %s', async (maxBytes, message) => {
    await expect(decodeBody(bytes, 'gzip', maxBytes)).rejects.toMatchObject({
      slug: 'payload-too-large',
      message,
    });
  });

  it('it is not in its encoding → an error at the body', async () => {
    const detail = 'is not in the encoding that the header Content-Encoding says';
    await expect(decodeBody(Buffer.from('x'), 'gzip', 10)).rejects.toMatchObject({
      slug: 'invalid-request',
      options: { errors: [{ pointer: '/body', detail }] },
    });
  });

  it('it is empty → nothing to decode', async () => {
    expect(await decodeBody(Buffer.alloc(0), 'gzip', 10)).toHaveLength(0);
  });
});
