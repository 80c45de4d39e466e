import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../testing/start-test-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

async function search(query: string) {
  const response = await service.request(`/api/taxonomy/search?${query}`);
  return { status: response.status, headers: response.headers, body: await response.json() };
}

describe('searchTaxonomy', () => {
  it('the first query after the start → hits', async () => {
    const started = await startTestService();
    const response = await started.request('/api/taxonomy/search?q=base');
    expect([response.status, (await response.json()).count]).toEqual([200, 20]);
    await started.close();
  });

  it('no limit → twenty hits at most, and the number of all', async () => {
    const { body } = await search('q=base');
    expect(body).toMatchObject({ version: '1.2.3', count: 20 });
    expect(body.hits).toHaveLength(20);
    expect(body.total).toBeGreaterThan(20);
  });

  it('a layer in lower case → its nodes alone; an unknown layer → no hits', async () => {
    const { body } = await search('q=base&layer=s&limit=100');
    expect(new Set(body.hits.map(({ hfn }: { hfn: string }) => hfn[0]))).toEqual(new Set('S'));
    expect(body.count).toBe(body.total);
    expect((await search('q=base&layer=Z')).body).toMatchObject({ hits: [], total: 0 });
  });

  it.each(['日本', '%20', '%00', '%F0%9F%92%83', 'a'.repeat(64), '💃'.repeat(64), '.', '*', '%5B', '%25'])(
    'q=%s → 200',
    async (q) => {
      expect((await search(`q=${q}`)).status).toBe(200);
    },
  );

  it.each([
    ['', '/query/q'],
    ['q=', '/query/q'],
    [`q=${'a'.repeat(65)}`, '/query/q'],
    ['q=a&q=b', '/query/q'],
    ['q=a&limit=0', '/query/limit'],
    ['q=a&limit=101', '/query/limit'],
    ['q=a&limit=1.5', '/query/limit'],
    ['q=a&limit=ten', '/query/limit'],
    ['q=a&layer=SS', '/query/layer'],
    ['q=a&limt=5', '/query/limt'],
  ])('%s → 400 at %s', async (query, pointer) => {
    const { status, body } = await search(query);
    expect(status).toBe(400);
    expect(body.errors[0].pointer).toBe(pointer);
  });

  it('the same query again → the same ETag, and 304 for it', async () => {
    const [one, two] = [await search('q=pop'), await search('q=pop')];
    const etag = one.headers.get('etag') ?? '';
    expect(two.headers.get('etag')).toBe(etag);
    expect(one.headers.get('cache-control')).toBe('public, no-cache');
    const headers = { 'If-None-Match': etag };
    expect((await service.request('/api/taxonomy/search?q=pop', { headers })).status).toBe(304);
    expect((await search('q=rock')).headers.get('etag')).not.toBe(etag);
  });
});
