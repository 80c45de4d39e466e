import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Route } from '../../../contract/route.ts';
import { type FullJitterOptions, fullJitter } from './retry.ts';
import { toyClient } from './testing/toy-client.ts';

const problem = (status: number, headers: Record<string, string> = {}) =>
  new Response('{}', { status, headers: { 'content-type': 'application/problem+json', ...headers } });
const data = () => Response.json({});
const lost = () => new TypeError('fetch failed');
const get = { method: 'get' } as const;

/** A client whose attempts get these in turn, the last of them again and again, and what it sent and waited. */
function setUp(
  route: Partial<Route>,
  outcomes: readonly (() => Response | Error)[],
  { timeoutMs = 60_000, ...options }: FullJitterOptions & { timeoutMs?: number } = {},
) {
  const sent: Request[] = [];
  const waits: number[] = [];
  const client = toyClient(route, {
    timeoutMs,
    retry: fullJitter(options),
    onEvent: (event) => {
      if (event.type === 'retry') waits.push(event.waitMs);
    },
    fetch: async (request) => {
      sent.push(request);
      const outcome = outcomes[Math.min(sent.length, outcomes.length) - 1]?.();
      if (outcome instanceof Response) return outcome;
      throw outcome;
    },
  });
  return { client, sent, waits };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
  // In this order: a spy on a fake timer puts back the fake one.
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** What a call results in, while the clock runs as fast as it can. */
async function settle(call: Promise<{ response: Response }>): Promise<unknown> {
  const settled = call.then(
    ({ response }) => response.status,
    (error: unknown) => error,
  );
  await vi.runAllTimersAsync();
  return settled;
}

describe('what is sent again', () => {
  it.each<[string, Partial<Route>, (() => Response | Error)[], number, unknown]>([
    ['GET, 503, then data', get, [() => problem(503), data], 2, 200],
    ['GET, 429, 502, then data', get, [() => problem(429), () => problem(502), data], 3, 200],
    ['GET, 504 again and again', get, [() => problem(504)], 3, 504],
    [
      'GET, an HTML page with 502, then data',
      get,
      [() => new Response('<p>', { status: 502 }), data],
      2,
      200,
    ],
    ['GET, no connection, then data', get, [lost, data], 2, 200],
    ['GET, no connection again and again', get, [lost], 3, lost()],
    ['PUT', { method: 'put' }, [lost, data], 2, 200],
    ['DELETE', { method: 'delete' }, [lost, data], 2, 200],
    ['POST', {}, [lost, data], 1, lost()],
    ['PATCH', { method: 'patch' }, [() => problem(503), data], 1, 503],
    ['POST that takes a key', { takesKey: true }, [lost, data], 2, 200],
    ['404', get, [() => problem(404), data], 1, 404],
    ['500', get, [() => problem(500), data], 1, 500],
    [
      '503 with data, as of a health check',
      { ...get, dataStatuses: [503] },
      [() => Response.json({}, { status: 503 }), data],
      1,
      503,
    ],
    ['an error of other code', get, [() => new RangeError('no'), data], 1, new RangeError('no')],
  ])('%s → sent again only where that is right', async (_, route, outcomes, times, result) => {
    const { client, sent } = setUp(route, outcomes);

    expect(await settle(client.call())).toEqual(result);
    expect(sent.length).toBe(times);
  });

  it('a body → sent again as it was', async () => {
    const { client, sent } = setUp({ method: 'put' }, [lost, data]);

    await settle(client.call({ body: { name: 'Ball' } }));

    expect(await Promise.all(sent.map((request) => request.text()))).toEqual([
      '{"name":"Ball"}',
      '{"name":"Ball"}',
    ]);
  });
});

describe('Idempotency-Key', () => {
  const keysOf = (sent: Request[]) => sent.map(({ headers }) => headers.get('idempotency-key'));

  it('an operation that takes one → one key for all attempts, another for the next call', async () => {
    const { client, sent } = setUp({ takesKey: true }, [lost, data, data]);
    await settle(client.call());
    await settle(client.call());

    const [first, again, next] = keysOf(sent);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(again).toBe(first);
    expect(next).not.toBe(first);
  });

  it('the key of the caller → sent as it is', async () => {
    const { client, sent } = setUp({ takesKey: true }, [lost, data]);
    await settle(client.call({ params: { header: { 'Idempotency-Key': 'mine' } } }));

    expect(keysOf(sent)).toEqual(['mine', 'mine']);
  });

  it('an operation that takes none → none', async () => {
    const { client, sent } = setUp(get, [data]);
    await settle(client.call());

    expect(keysOf(sent)).toEqual([null]);
  });
});

describe('the wait', () => {
  const now = 'Sun, 06 Nov 1994 08:49:37 GMT';
  const soon = 'Sun, 06 Nov 1994 08:49:40 GMT';

  it.each<[string, Record<string, string>, number]>([
    ['no Retry-After', {}, 50],
    ['seconds', { 'retry-after': '7' }, 7050],
    ['a date, by the clock of the service', { 'retry-after': soon, date: now }, 3050],
    ['a date that is past', { 'retry-after': now, date: soon }, 50],
    ['a date that is past, by the clock of the client', { 'retry-after': now }, 50],
    ['neither', { 'retry-after': 'soon' }, 50],
    ['seconds and a unit', { 'retry-after': '7s' }, 50],
    ['text and seconds', { 'retry-after': 'in 7' }, 50],
  ])('Retry-After with %s → at least that', async (_, headers, waited) => {
    const { client, waits } = setUp(get, [() => problem(503, headers), data], { firstMs: 100 });

    expect(await settle(client.call())).toBe(200);
    expect(waits).toEqual([waited]);
  });

  it('attempt after attempt → a random part of a time that doubles up to the longest', async () => {
    const { client, waits } = setUp(get, [lost], { attempts: 6, firstMs: 100, maxMs: 500 });
    await settle(client.call());

    expect(waits).toEqual([50, 100, 200, 250, 250]);
  });

  it.each<[string, () => Response | Error, unknown]>([
    ['the response', () => problem(503, { 'retry-after': '60' }), 503],
    ['the error', lost, lost()],
  ])('a wait longer than what is left of the timeout → %s at once', async (_, outcome, result) => {
    const { client, sent, waits } = setUp(get, [outcome], { timeoutMs: 40, firstMs: 100 });

    expect(await settle(client.call())).toEqual(result);
    expect([sent.length, waits]).toEqual([1, []]);
  });

  it.each([
    [50, 1],
    [51, 2],
  ])('a wait of 50 ms, and %i ms are left → sent %i times', async (timeoutMs, times) => {
    const { client, sent } = setUp(get, [lost, data], { timeoutMs, firstMs: 100 });

    await settle(client.call());
    expect(sent.length).toBe(times);
  });

  it('an abort while waiting → ends at once with its reason, and no timer is left', async () => {
    const { client, sent } = setUp(get, [lost]);
    const controller = new AbortController();
    const call = client.call({ signal: controller.signal });
    const rejected = expect(call).rejects.toMatchObject({ name: 'AbortError' });
    await vi.advanceTimersByTimeAsync(1);
    expect(vi.getTimerCount()).toBe(1);
    controller.abort();

    await rejected;
    expect([sent.length, vi.getTimerCount()]).toEqual([1, 0]);
  });

  it('an abort during the request → not sent again', async () => {
    const controller = new AbortController();
    const { client, sent } = setUp(get, [
      () => {
        controller.abort();
        return lost();
      },
    ]);

    await expect(client.call({ signal: controller.signal })).rejects.toBeInstanceOf(TypeError);
    expect(sent.length).toBe(1);
  });
});

it('no retry → sent once', async () => {
  let sent = 0;
  const client = toyClient(get, {
    fetch: async () => {
      sent += 1;
      return problem(503);
    },
  });

  expect((await client.call()).response.status).toBe(503);
  expect(sent).toBe(1);
});
