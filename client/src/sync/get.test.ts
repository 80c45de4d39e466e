import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createGet, type GetOptions } from './get.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000 }));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Asks once, and returns what was sent and what came back. */
async function ask(
  respond: (init: RequestInit) => Response | Promise<Response>,
  { past = false, signal = new AbortController().signal, ...options }: AskOptions = {},
) {
  const sent: [url: string, init: RequestInit][] = [];
  const fetch: GetOptions['fetch'] = async (url, init) => {
    sent.push([url, init]);
    return respond(init);
  };
  const get = createGet({ baseUrl: 'http://registry.example', fetch, ...options }, signal);
  return { sent, got: await get('/path', options.query ?? {}, past) };
}
interface AskOptions extends Partial<GetOptions> {
  readonly past?: boolean;
  readonly signal?: AbortSignal;
  readonly query?: Record<string, string>;
}

it.each<[situation: string, options: AskOptions, url: string, cache: RequestCache]>([
  ['no query', {}, 'http://registry.example/path', 'default'],
  ['a slash after the base', { baseUrl: 'http://a.example/b/' }, 'http://a.example/b/path', 'default'],
  ['a query', { query: { since: '1.0.0' } }, 'http://registry.example/path?since=1.0.0', 'default'],
  ['past the caches', { past: true }, 'http://registry.example/path?_=1000', 'reload'],
  [
    'a query, past the caches',
    { past: true, query: { since: '1' } },
    'http://registry.example/path?since=1&_=1000',
    'reload',
  ],
])('%s → the URL and the mode of the cache', async (_, options, url, cache) => {
  const { sent } = await ask(() => new Response('{}'), options);
  expect(sent).toMatchObject([[url, { cache }]]);
});

it('headers of the caller, and the global fetch → sent with it', async () => {
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => new Response('{"a":1}'));
  vi.stubGlobal('fetch', fetch);
  const get = createGet(
    { baseUrl: 'http://registry.example', headers: { 'x-team': 'web' } },
    new AbortController().signal,
  );
  expect(await get('/path', {}, false)).toEqual({ body: { a: 1 } });
  expect(fetch).toHaveBeenCalledWith(
    'http://registry.example/path',
    expect.objectContaining({ headers: { 'x-team': 'web' } }),
  );
});

const json = (body: unknown, status: number, headers = {}) => Response.json(body, { status, headers });
it.each<[situation: string, response: Response, want: object]>([
  ['401', json({ detail: 'Sign in.' }, 401), { code: 'refused', status: 401, detail: 'Sign in.' }],
  ['403', json({}, 403), { code: 'refused', status: 403, detail: '{}' }],
  ['404', json({ detail: 7 }, 404), { code: 'unexpected-response', status: 404, detail: '{"detail":7}' }],
  ['an empty 500', new Response('', { status: 500 }), { status: 500, detail: '' }],
  ['a long page', new Response('x'.repeat(300), { status: 502 }), { detail: 'x'.repeat(200) }],
  ['204', new Response(null, { status: 204 }), { status: 204, detail: '' }],
  ['a list', json([1], 200), { code: 'unexpected-response', status: 200, detail: '[1]' }],
  [
    'Retry-After: 7',
    json({}, 503, { 'retry-after': '7' }),
    { status: 503, detail: '{}', retryAfterMs: 7_000 },
  ],
  ['Retry-After: 0', json({}, 503, { 'retry-after': '0' }), { status: 503, detail: '{}' }],
])('a response that is %s → an error with its status and its detail', async (_, response, want) => {
  const { got } = await ask(() => response);
  const {
    code = 'unexpected-response',
    status = 502,
    detail,
    retryAfterMs,
  } = want as Record<string, unknown>;
  expect(got).toStrictEqual({
    error: { code, status, message: ` responded with ${status}: ${detail}` },
    status,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
});

it('characters that are cut between two parts, each after nine seconds → the whole body', async () => {
  const bytes = new TextEncoder().encode('{"name":"é€"}');
  const parts = [0, 10, 12, bytes.length].flatMap((from, index, all) =>
    index < all.length - 1 ? [bytes.slice(from, all[index + 1])] : [],
  );
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 9_000));
      const part = parts.shift();
      if (part) controller.enqueue(part);
      else controller.close();
    },
  });
  const asked = ask(() => new Response(body));
  await vi.advanceTimersByTimeAsync(40_000);
  expect((await asked).got).toEqual({ body: { name: 'é€' } });
  expect(vi.getTimerCount()).toBe(0);
});

it('no network → unreachable, with the URL, and no timer is left', async () => {
  const { got } = await ask(() => Promise.reject(new TypeError('fetch failed')));
  const message = 'http://registry.example/path cannot be reached: fetch failed.';
  expect(got).toEqual({ error: { code: 'unreachable', message } });
  expect(vi.getTimerCount()).toBe(0);
});

it('aborted meanwhile → rejects with the reason, and the request ends with it', async () => {
  const controller = new AbortController();
  let ended: unknown;
  const never = ({ signal }: RequestInit) =>
    new Promise<Response>((_, reject) => {
      signal?.addEventListener('abort', () => {
        ended = signal.reason;
        reject(signal.reason);
      });
    });
  const rejected = expect(ask(never, { signal: controller.signal })).rejects.toBe('mine');
  await vi.advanceTimersByTimeAsync(1);
  controller.abort('mine');
  await rejected;
  expect([ended, vi.getTimerCount()]).toEqual(['mine', 0]);
});

it('four requests at once → the fourth ten seconds later', async () => {
  const sent: number[] = [];
  const fetch = async () => {
    sent.push(performance.now());
    return new Response('{}');
  };
  const get = createGet({ baseUrl: 'http://registry.example', fetch }, new AbortController().signal);
  const start = performance.now();
  const all = Promise.all([1, 2, 3, 4].map(() => get('/path', {}, false)));
  await vi.advanceTimersByTimeAsync(10_000);
  await all;
  expect(sent.map((time) => time - start)).toEqual([0, 0, 0, 10_000]);
});

it('no byte comes for ten seconds → unreachable, and later requests ask past the cache of the browser', async () => {
  const caches: (RequestCache | undefined)[] = [];
  const fetch = (_: string, { cache, signal }: RequestInit) => {
    caches.push(cache);
    if (caches.length !== 2) return Promise.resolve(new Response('{}'));
    return new Promise<Response>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
    });
  };
  const get = createGet({ baseUrl: 'http://registry.example', fetch }, new AbortController().signal);
  const ask = async () => {
    const got = get('/path', {}, false);
    await vi.advanceTimersByTimeAsync(10_000);
    return got;
  };
  expect([await ask(), await ask(), await ask()]).toMatchObject([
    { body: {} },
    { error: { code: 'unreachable', message: expect.stringContaining('no byte for 10 seconds') } },
    { body: {} },
  ]);
  expect(caches).toEqual(['default', 'default', 'reload']);
});
