import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { routes } from '../../generated/operations.ts';
import { handlers } from '../operations.ts';
import { startTestService } from '../testing/start-test-service.ts';
import { guardedContract } from './authorization/testing/guarded-service.ts';
import type { Representation } from './representation.ts';

const path = '/api/taxonomy/version';
const secret = 'of-a-partner';

it('an operation that needs credentials → no cache keeps its response, precomputed or not', async () => {
  const service = await startTestService({
    contract: guardedContract([{ partnerKey: [] }]),
    environment: { CREDENTIALS_PARTNER_KEY: createHash('sha256').update(secret).digest('hex') },
    handlers: {
      ...handlers,
      getVersion(input, dependencies) {
        const response = handlers.getVersion(input, dependencies);
        const headers = { 'Cache-Control': 'public, max-age=60' };
        if (input.headers['if-none-match'] === undefined) return { ...response, headers } as never;
        const { identity } = dependencies.snapshots.current().version as Representation<unknown>;
        return { status: 200, body: JSON.parse(String(identity.bytes)), headers } as never;
      },
    },
  });
  const headers = { 'X-Partner-Key': secret };
  for (const more of [{}, { 'If-None-Match': '"other"' }] as Record<string, string>[]) {
    const response = await service.request(path, { headers: { ...headers, ...more } });
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(response.headers.has('etag')).toBe(more['If-None-Match'] === undefined);
    expect((await response.json()).version).toBe('1.2.3');
  }
  await service.close();
});

it('an open operation → precomputed: to be revalidated; made for the request: not kept, or as its handler says', async () => {
  const body = { version: '1.2.3', layers: [], count: 0 };
  const service = await startTestService({
    handlers: {
      ...handlers,
      getLayerCount: () => ({ status: 200, body: { count: 0, layers: [] }, mediaType: 'text/csv' }) as never,
      listLayers: () => ({ status: 200, body, headers: { 'Cache-Control': 'public, max-age=60' } }) as never,
    },
  });
  const headersOf = async (response: Promise<Response>) => {
    const { headers } = await response;
    return [headers.get('cache-control'), headers.get('vary')];
  };
  expect(await headersOf(service.request('/api/taxonomy'))).toEqual([
    'public, no-cache',
    'Accept-Encoding, Accept, Origin',
  ]);
  const converted = service.post('/api/taxonomy/convert/hfn-to-mfa', { hfn: 'S.POP.HPM.001' });
  expect((await headersOf(converted))[0]).toBe('no-store');
  expect((await headersOf(service.request('/api/taxonomy/layers')))[0]).toBe('public, max-age=60');
  // It has one media type, and this is another.
  expect((await service.request(routes.getLayerCount.path)).status).toBe(500);
  await service.close();
});
