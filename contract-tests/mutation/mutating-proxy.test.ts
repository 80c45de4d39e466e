import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../http/listen.ts';
import { createSend } from '../http/send.ts';
import { type MutatingProxy, type Route, startProxy, TAG } from './mutating-proxy.ts';
import { withHeader, withText } from './wire-response.ts';

const mutations: Record<string, NonNullable<Route['mutate']>> = {
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
  // In two chunks, so that the proxy has to wait for the second.
  response.write(seen.slice(0, 9));
  response.end(seen.slice(9));
});
const earlier = { status: 200, headers: {}, body: Buffer.from('earlier') };
let server: Listening;
let proxy: MutatingProxy;

function send(tag: string, method = 'GET') {
  return createSend(proxy.url)({ method, path: '/a%20b?c=%ZZ', headers: { [TAG]: tag } });
}

beforeAll(async () => {
  server = await listen(upstream);
  const { url } = server;
  const mutating = Object.entries(mutations).map(([tag, mutate]) => [tag, { from: url, mutate }] as const);
  proxy = await startProxy(
    new Map<string, Route>([['asIs', { from: url }], ['earlier', { from: earlier }], ...mutating]),
  );
});
afterAll(async () => {
  await proxy.close();
  await server.close();
});

describe('startProxy', () => {
  it('a route without a mutation → the response and the request unchanged, except for the tag', async () => {
    const response = await send('asIs');
    expect(JSON.parse(response.body)).toEqual({ method: 'GET', url: '/a%20b?c=%ZZ' });
    expect(response).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
  });

  it('a route with a mutation → the complete mutated response', async () => {
    expect((await send('status')).status).toBe(418);
    expect((await send('header')).headers['x-extra']).toBe('1');
    expect(await send('text')).toMatchObject({ body: 'mutated', headers: { 'content-length': '7' } });
  });

  it('a route with an earlier response → that response', async () => {
    expect((await send('earlier')).body).toBe('earlier');
  });

  it('any exchange → kept by tag, with the original and the sent response', async () => {
    await send('status');
    const { original, sent } = proxy.exchanges.get('status')!;
    expect([original.status, sent.status]).toEqual([200, 418]);
    expect(original.body.toString()).toContain('/a%20b');
  });

  it('a body where HTTP allows none → sent', async () => {
    const { bytes, failures } = await send('bodyWhereNoneMayBe', 'HEAD');
    expect(bytes.toString()).toBe('{}');
    expect(failures).toHaveLength(1);
  });

  it.each(['impossible', 'unknown'])('a tag that is %s → no response and no exchange', async (tag) => {
    await expect(send(tag)).rejects.toThrow();
    expect(proxy.exchanges.has(tag)).toBe(false);
  });
});
