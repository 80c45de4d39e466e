import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSend } from '../http/send.ts';
import { type MutatingProxy, type Route, startProxy, TAG } from './mutating-proxy.ts';
import { withHeader, withText } from './wire-response.ts';

const mutates: Record<string, NonNullable<Route['mutate']>> = {
  status: (response) => ({ ...response, status: 418 }),
  header: (response) => withHeader(response, 'x-extra', '1'),
  text: (response) => withText(response, 'mutated'),
  bodyWhereNoneMayBe: (response) => ({ ...response, body: Buffer.from('{}') }),
  impossible: () => {
    throw new Error('nothing to mutate');
  },
};

const upstream = createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  const seen = JSON.stringify({ method: request.method, url: request.url, tag: request.headers[TAG] });
  // In two parts, so that the proxy has to wait for the second.
  response.write(seen.slice(0, 9));
  response.end(seen.slice(9));
});
const before = { status: 200, headers: {}, body: Buffer.from('as before') };
let proxy: MutatingProxy;

function send(tag: string, method = 'GET') {
  return createSend(proxy.url)({ method, path: '/a%20b?c=%ZZ', headers: { [TAG]: tag } });
}

beforeAll(async () => {
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  const spoiling = Object.entries(mutates).map(([tag, mutate]) => [tag, { from: url, mutate }] as const);
  proxy = await startProxy(
    new Map<string, Route>([['asIs', { from: url }], ['before', { from: before }], ...spoiling]),
  );
});
afterAll(async () => {
  await proxy.close();
  upstream.close();
});

describe('startProxy', () => {
  it('a tag without a mutant → the answer as it is; the request as it was, without the tag', async () => {
    const answer = await send('asIs');
    expect(JSON.parse(answer.body)).toEqual({ method: 'GET', url: '/a%20b?c=%ZZ' });
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
  });

  it('a tag with a mutant → the mutated answer, whole', async () => {
    expect((await send('status')).status).toBe(418);
    expect((await send('header')).headers['x-extra']).toBe('1');
    expect(await send('text')).toMatchObject({ body: 'mutated', headers: { 'content-length': '7' } });
  });

  it('a tag with an answer from before → that one', async () => {
    expect((await send('before')).body).toBe('as before');
  });

  it('what was sent and what it was made from → kept by tag', async () => {
    await send('status');
    const { original, sent } = proxy.exchanges.get('status')!;
    expect([original.status, sent.status]).toEqual([200, 418]);
    expect(original.body.toString()).toContain('/a%20b');
  });

  it('a body where HTTP allows none → sent all the same', async () => {
    const { bytes, faults } = await send('bodyWhereNoneMayBe', 'HEAD');
    expect(bytes.toString()).toBe('{}');
    expect(faults).toHaveLength(1);
  });

  it.each(['impossible', 'unheard of'])('a mutant that is %s → no answer, and no exchange', async (tag) => {
    await expect(send(tag)).rejects.toThrow();
    expect(proxy.exchanges.has(tag)).toBe(false);
  });
});
