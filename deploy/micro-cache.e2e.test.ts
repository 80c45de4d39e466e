/** nginx with the micro-cache: what it stores, and for whom. */
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../lib/until.ts';
import { startGuardedService } from '../server/http/authorization/testing/guarded-service.ts';
import { startTestService, type TestService } from '../server/testing/start-test-service.ts';
import { useNginx } from './testing/use-nginx.ts';

const nginxFor = useNginx();
let services: Pick<TestService, 'close'>[] = [];
afterEach(async () => {
  await Promise.all(services.map(({ close }) => close()));
  services = [];
});

const environment = { TRUSTED_PROXIES: '1' };
const layers = '/api/taxonomy/layers';

async function start(skip: Parameters<typeof nginxFor>[0]) {
  const service = await startTestService({ environment });
  services.push(service);
  const url = await nginxFor(skip, 'micro-cache', service.url);
  return {
    get: (path: string, headers: Record<string, string> = {}, method = 'GET') =>
      fetch(url + path, { headers, method }),
    /** The statuses that the service sent for a path. */
    sent: (path: string) =>
      service.logs.flatMap((line) => {
        const { req, res } = line as { req?: { path: string }; res?: { status: number } };
        return req?.path === path && res ? [res.status] : [];
      }),
  };
}

describe('a public answer', () => {
  it('many requests → the service is asked once, and each response has an id of its own', async ({
    skip,
  }) => {
    const { get, sent } = await start(skip);
    const ids = new Set<string | null>();
    for (let request = 0; request < 30; request++) ids.add((await get(layers)).headers.get('x-request-id'));
    expect(ids.size).toBe(30);
    expect(ids.has(null)).toBe(false);
    // A slow machine may need longer than a second, after which nginx asks whether the answer changed.
    expect(sent(layers).filter((status) => status !== 304)).toEqual([200]);
    expect(sent(layers).length).toBeLessThan(30);
  });

  it('an id of the client → echoed; one that is not well-formed → replaced', async ({ skip }) => {
    const { get } = await start(skip);
    for (const id of ['one', 'other'])
      expect((await get(layers, { 'x-request-id': id })).headers.get('x-request-id')).toBe(id);
    const malformed = await get(layers, { 'x-request-id': 'not well formed' });
    expect(malformed.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
  });

  it('a copy becomes old → revalidated, not sent again; clients revalidate with nginx', async ({ skip }) => {
    const { get, sent } = await start(skip);
    const first = await get(layers);
    const body = await first.text();
    const etag = String(first.headers.get('etag'));
    await until(async () => (await get(layers)).ok && sent(layers).includes(304), {
      timeoutMs: 60_000,
      timedOut: () => new Error('never revalidated'),
    });
    expect(sent(layers).filter((status) => status !== 304)).toEqual([200]);
    const again = await get(layers);
    expect([await again.text(), again.headers.get('etag')]).toEqual([body, etag]);
    const held = await get(layers, { 'if-none-match': `"other", W/${etag}` });
    expect([held.status, held.headers.get('etag'), await held.text()]).toEqual([304, etag, '']);
    expect(held.headers.get('cache-control')).toBe('public, no-cache');
  });

  it('other encodings and origins → the answer to each', async ({ skip }) => {
    const { get } = await start(skip);
    for (const _time of [1, 2]) {
      for (const encoding of ['identity', 'gzip', 'br']) {
        const { headers } = await get(layers, { 'accept-encoding': encoding });
        expect(headers.get('content-encoding') ?? 'identity').toBe(encoding);
      }
      expect((await get(layers, { accept: 'text/html' })).status).toBe(406);
      expect((await get(layers, {}, 'HEAD')).headers.get('content-length')).not.toBeNull();
    }
  });

  it('If-Match → the service decides', async ({ skip }) => {
    const { get } = await start(skip);
    const etag = String((await get(layers)).headers.get('etag'));
    expect((await get(layers, { 'if-match': etag })).status).toBe(200);
    const refused = await get(layers, { 'if-match': '"other"' });
    const { type, requestId } = await refused.json();
    expect([refused.status, type]).toEqual([412, '/problems/precondition-failed']);
    expect(requestId).toBe(refused.headers.get('x-request-id'));
  });
});

it.for(['/api/taxonomy/health', '/nowhere', `${layers}?x=1`])(
  '%s, which is no-store → the service answers each request',
  async (path, { skip }) => {
    const { get, sent } = await start(skip);
    for (const _time of [1, 2, 3]) expect((await get(path)).headers.get('cache-control')).toBe('no-store');
    expect(sent(path.replace(/\?.*/, ''))).toHaveLength(3);
  },
);

it('health with a condition, which has no ETag → 200', async ({ skip }) => {
  const { get } = await start(skip);
  for (const name of ['if-none-match', 'if-match', 'if-unmodified-since'])
    for (const value of ['*', '"other"', 'Mon, 01 Jan 2001 00:00:00 GMT'])
      expect((await get('/api/taxonomy/health', { [name]: value })).status).toBe(200);
});

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

it.for<[scheme: string, headers: Record<string, string>]>([
  ['clerk', { authorization: `Basic ${btoa('ada:secret')}` }],
  ['partnerKey', { 'x-partner-key': 'secret' }],
])(
  'a GET that %s guards → only who presents the secret gets the answer',
  async ([scheme, headers], { skip }) => {
    const service = await startGuardedService([{ [scheme]: [] }], {
      ...environment,
      CREDENTIALS_CLERK: hashOf('ada:secret'),
      CREDENTIALS_PARTNER_KEY: hashOf('secret'),
    });
    services.push(service);
    const url = `${await nginxFor(skip, 'micro-cache', service.url)}/api/taxonomy/version`;
    const statuses = [];
    for (const given of [{}, headers, {}, headers, {}]) {
      const response = await fetch(url, { headers: given });
      expect(response.headers.get('cache-control')).toBe('no-store');
      statuses.push(response.status);
    }
    expect(statuses).toEqual([401, 200, 401, 200, 401]);
  },
);
