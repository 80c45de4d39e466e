import { describe, expect, it } from 'vitest';
import type { ClientOptions } from './create-client.ts';
import { type ResponseCacheOptions, responseCache } from './response-cache.ts';
import { toyClient } from './testing/toy-client.ts';

/** A client with a cache, of a service that revalidates. Its data is the number of the response that has it. */
function setUp(
  options: ResponseCacheOptions = {},
  {
    headers = {},
    body = (count) => JSON.stringify({ count }),
    client: clientOptions = {},
    method = 'get',
    status = 200,
  }: {
    headers?: Record<string, string>;
    body?: (count: number) => string;
    client?: Partial<ClientOptions>;
    method?: 'get' | 'put';
    status?: number;
  } = {},
) {
  const asked: (string | null)[] = [];
  let etag = '"a"';
  const client = toyClient(
    { method, path: '/things/{id}' },
    {
      cache: responseCache(options),
      fetch: async (request) => {
        const held = request.headers.get('if-none-match');
        asked.push(held);
        const sent = { etag, 'x-count': String(asked.length), ...headers };
        if (held === etag) return new Response(null, { status: 304, headers: sent });
        return new Response(body(asked.length), {
          status,
          headers: { 'content-type': 'application/json', ...sent },
        });
      },
      ...clientOptions,
    },
  );
  const read = async (id = 'one', init: Omit<RequestInit, 'body' | 'method'> = {}) =>
    client.call({ params: { path: { id } }, ...init });
  return {
    asked,
    read,
    counts: async (...ids: string[]) => {
      const all: unknown[] = [];
      for (const id of ids) all.push(((await read(id)).data as { count: number }).count);
      return all;
    },
    change: () => {
      etag = '"b"';
    },
  };
}

describe('a GET again', () => {
  it('304 → the data that is kept, as 200, with the headers of both', async () => {
    const { asked, read } = setUp();
    await read();
    const { data, response } = await read();

    expect(data).toEqual({ count: 1 });
    expect([response.status, response.headers.get('x-count')]).toEqual([200, '2']);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(asked).toEqual([null, '"a"']);
  });

  it('another ETag → the new data, which is kept instead', async () => {
    const { asked, counts, change } = setUp();
    await counts('one');
    change();

    expect(await counts('one', 'one')).toEqual([2, 2]);
    expect(asked).toEqual([null, '"a"', '"b"']);
  });

  it('a caller that changes the data → the next one gets what was sent', async () => {
    const { read } = setUp();
    Object.assign((await read()).data as object, { count: 99 });

    expect((await read()).data).toEqual({ count: 1 });
  });

  it.each<[string, Parameters<typeof setUp>[1], Omit<RequestInit, 'body' | 'method'>]>([
    ['no-store', { headers: { 'cache-control': 'public, No-Store' } }, {}],
    ['an If-None-Match of its own', {}, { headers: { 'if-none-match': '"mine"' } }],
    ['an If-Match of its own', {}, { headers: { 'if-match': '"mine"' } }],
    ['a cache mode of its own', {}, { cache: 'reload' }],
    ['another method', { method: 'put' }, {}],
    ['a body larger than all that may be kept', { body: () => '{"count":1000000000000000000}' }, {}],
    ['another status', { status: 404 }, {}],
    ['no ETag', { headers: { etag: '' } }, {}],
    [
      'an If-Unmodified-Since of its own',
      {},
      { headers: { 'if-unmodified-since': new Date().toUTCString() } },
    ],
    ['a Range of its own', {}, { headers: { range: 'bytes=0-9' } }],
  ])('%s → not kept, and the headers are those of the caller', async (_, service, init) => {
    const { asked, read } = setUp({ maxBytes: 20 }, service);
    await read('one', init);
    await read('one', init);

    const own = new Headers(init.headers).get('if-none-match');
    expect(asked).toEqual([own, own]);
  });

  it('an If-None-Match of its own that is current → notModified', async () => {
    const { read } = setUp();

    expect(await read('one', { headers: { 'if-none-match': '"a"' } })).toMatchObject({ notModified: true });
  });
});

describe('what a response is kept for', () => {
  it('another credential, Accept or URL → another response; another X-Request-Id → the same', async () => {
    const { asked, read } = setUp();
    const given = (headers: Record<string, string>) => read('one', { headers });
    await given({ authorization: 'Bearer a', accept: 'application/json', 'x-request-id': '1' });
    await given({ authorization: 'Bearer b', accept: 'application/json' });
    await given({ authorization: 'Bearer a', accept: 'text/csv' });
    await given({ accept: 'application/json' });
    await read('two', { headers: { authorization: 'Bearer a', accept: 'application/json' } });
    expect(asked).toEqual([null, null, null, null, null]);

    await given({ authorization: 'Bearer a', accept: 'application/json', 'x-request-id': '2' });
    expect(asked.at(-1)).toBe('"a"');
  });

  it('more responses than may be kept → the one that was used least recently goes', async () => {
    const { counts } = setUp({ maxEntries: 2 });

    expect(await counts('one', 'two', 'one', 'three', 'one', 'two')).toEqual([1, 2, 1, 4, 1, 6]);
  });

  it.each([22, 32])('more than %i bytes, which may be kept → the same', async (maxBytes) => {
    const { counts } = setUp({ maxBytes });

    expect(await counts('one', 'two', 'one', 'three', 'one', 'two')).toEqual([1, 2, 1, 4, 1, 6]);
  });

  it('a response that has all the bytes that may be kept → kept', async () => {
    const { counts } = setUp({ maxBytes: '{"count":1}'.length });

    expect(await counts('one', 'one')).toEqual([1, 1]);
  });

  it('a body larger than all that may be kept → what is kept stays', async () => {
    const { asked, read } = setUp(
      { maxBytes: 20 },
      { body: (count) => `{"count":${'1'.repeat(count * 9)}}` },
    );
    await read('one');
    await read('two');
    await read('one');

    expect(asked).toEqual([null, null, '"a"']);
  });

  it('a response that is kept again → its bytes count once', async () => {
    const { counts } = setUp({ maxBytes: 22 });

    expect(await counts('one', 'one', 'one', 'two', 'one', 'two')).toEqual([1, 1, 1, 4, 1, 4]);
  });

  it('by default → a hundred responses', async () => {
    const { counts } = setUp();
    const ids = Array.from({ length: 101 }, (_, index) => `id${index}`);
    await counts(...ids);

    expect(await counts('id1', 'id0')).toEqual([2, 103]);
  });
});
