import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CallEvent } from './call-event.ts';
import { fullJitter } from './retry.ts';
import { toyClient } from './testing/toy-client.ts';

const route = {
  method: 'get',
  path: '/things/{id}',
  security: [{ name: 'shop', type: 'apiKey', in: 'query', parameter: 'key' }],
} as const;

afterEach(() => void vi.useRealTimers());

describe('the events of a call', () => {
  it('an attempt that fails, and one that succeeds → in order, without credentials', async () => {
    const events: CallEvent[] = [];
    let sent = 0;
    const client = toyClient(route, {
      credentials: { shop: 'secret-1' },
      headers: { authorization: 'Bearer secret-2' },
      retry: fullJitter({ firstMs: 1 }),
      onEvent: (event) => events.push(event),
      fetch: async ({ url }) => {
        sent += 1;
        if (sent === 1) throw new TypeError(`cannot reach ${url}`);
        return Response.json({});
      },
    });

    await client.call({ params: { path: { id: 'a b' }, query: { q: 'secret-3' } } });

    expect(events.map(({ type }) => type)).toEqual(['request', 'failure', 'retry', 'request', 'response']);
    expect(events.at(-1)).toEqual({
      operation: 'call',
      method: 'GET',
      path: '/things/a%20b',
      type: 'response',
      status: 200,
      milliseconds: expect.any(Number),
    });
    expect(events[1]).toMatchObject({ error: 'TypeError' });
    expect(JSON.stringify(events)).not.toContain('secret');
  });

  it.each([
    ['a response', 'response', () => Response.json({})],
    ['none', 'failure', () => Promise.reject(new TypeError('no'))],
  ])('%s after 7 ms → %s after 7 milliseconds', async (_, type, respond) => {
    vi.useFakeTimers({ toFake: ['performance'] });
    vi.advanceTimersByTime(1_000);
    const events: CallEvent[] = [];
    const fetch = async () => {
      vi.advanceTimersByTime(7.4);
      return respond();
    };
    const client = toyClient(
      { method: 'get', path: '/things' },
      { onEvent: (event) => events.push(event), fetch },
    );
    await client.call().catch(() => {});
    expect(events.at(-1)).toMatchObject({ type, milliseconds: 7 });
  });

  it('a call that is aborted → failure, with the name of the error', async () => {
    const events: CallEvent[] = [];
    const client = toyClient(
      { method: 'get', path: '/things' },
      { onEvent: (event) => events.push(event), fetch: async ({ signal }) => Promise.reject(signal.reason) },
    );

    await expect(client.call({ signal: AbortSignal.abort() })).rejects.toThrow();
    await expect(client.call({ signal: AbortSignal.abort('mine') })).rejects.toBe('mine');

    const errors = events.flatMap((event) => (event.type === 'failure' ? event.error : []));
    expect(errors).toEqual(['AbortError', 'string']);
  });
});
