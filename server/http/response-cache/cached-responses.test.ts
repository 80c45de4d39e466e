import { type IncomingMessage, OutgoingMessage } from 'node:http';
import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import type { Operation } from '../../../contract/model.ts';
import type { Measurements } from '../../metrics/model.ts';
import type { ServedSnapshot } from '../../snapshots/served-snapshot.ts';
import { createCachedResponses, type SentResponse } from './cached-responses.ts';

const get = { id: 'get', method: 'get', path: '/a' } as Operation;
const post = { id: 'post', method: 'post', path: '/b' } as Operation;
const other = { id: 'other', method: 'get', path: '/b' } as Operation;
const snapshot = {} as ServedSnapshot;

function setUp(headerNames: readonly string[] = [], measurements?: Measurements) {
  const cached = createCachedResponses(
    { gets: new Set([get]), posts: new Map([[post.path, post]]), headerNames },
    pino({ level: 'silent' }),
    measurements,
  );
  const requestOf = (url: string, headers: object = {}, method = 'GET') =>
    ({ url, originalUrl: url, headers, method }) as unknown as IncomingMessage;
  return {
    cached,
    /** Whether the same request finds a response. */
    has: (url: string, headers = {}, method = 'GET', of = snapshot) =>
      cached.find(of, requestOf(url, headers, method)) !== undefined,
    /** Sends a request whose response is kept, if it may be. */
    send(url: string, { headers = {}, method = 'GET', status = 200, bytes = 1, ...sent }: Send = {}) {
      const request = requestOf(url, headers, method);
      cached.find(snapshot, request);
      const response = Object.assign(new OutgoingMessage(), { statusCode: status });
      response.setHeader('X-Request-Id', 'X-Count');
      response.setHeader('X-Count', 7);
      response.setHeader('Content-Length', bytes ?? 9);
      cached.keep({
        operation: get,
        snapshot,
        request,
        response,
        bytes: bytes === null ? undefined : Buffer.alloc(bytes),
        onSent: undefined,
        ...sent,
      } as unknown as SentResponse);
      return cached.find(snapshot, request);
    },
  };
}

interface Send extends Partial<Pick<SentResponse, 'operation' | 'snapshot' | 'onSent'>> {
  readonly headers?: object;
  readonly method?: string;
  readonly status?: number;
  /** Null for a body that is computed for each request. */
  readonly bytes?: number | null;
}

describe('what is kept', () => {
  it.each<[situation: string, sent: Send, isKept: boolean]>([
    ['a GET', {}, true],
    ['304', { status: 304, bytes: 0 }, true],
    ['404', { status: 404 }, false],
    ['201', { status: 201 }, false],
    ['HEAD', { method: 'HEAD' }, false],
    ['an operation that is not cacheable', { operation: other }, false],
    ['a POST whose body is computed', { operation: post, method: 'POST', bytes: null }, true],
    ['a POST with the body of one request', { operation: post, method: 'POST' }, false],
    ['a GET without bytes', { bytes: null }, false],
    ['another operation at the path of a POST', { operation: other, bytes: null }, false],
  ])('%s → %s', (_, sent, isKept) => {
    expect(setUp().send('/a', sent) !== undefined).toBe(isKept);
  });

  it('a key of 1000 characters → kept; of 1001 → not', () => {
    const { send } = setUp();
    expect(send('/'.repeat(1000 - 'GET '.length))).toBeDefined();
    expect(send('/'.repeat(1001 - 'GET '.length))).toBeUndefined();
  });

  it('a request that nobody looked for → not kept', () => {
    const { cached, has } = setUp();
    cached.keep({ request: { url: '/a', headers: {} }, response: { statusCode: 200 } } as never);
    expect(has('/a')).toBe(false);
  });
});

describe('what is found', () => {
  it('another URL, method or snapshot → nothing', () => {
    const { send, has } = setUp();
    send('/a');
    expect([has('/a'), has('/a?b'), has('/a', {}, 'POST'), has('/a', {}, 'GET', {} as never)]).toEqual([
      ...[true, false, false, false],
    ]);
  });

  it('a header that the response depends on → its own response; another header → the same', () => {
    const { send, has } = setUp(['accept', 'origin']);
    send('/a', { headers: { accept: 'x' } });
    const found = [{ accept: 'x' }, { accept: 'x', cookie: 'y' }, {}, { accept: '' }, { origin: 'x' }];
    expect(found.map((headers) => has('/a', headers))).toEqual([true, true, false, false, false]);
    send('/b', { headers: { accept: '' } });
    expect([has('/b', { accept: '' }), has('/b')]).toEqual([true, false]);
  });

  it('status, bytes, headers in order, and where those of the request are', () => {
    const { send } = setUp();
    const headers = ['X-Request-Id', 'X-Count', 'X-Count', '7', 'Content-Length', '1'];
    expect(send('/a')).toMatchObject({
      status: 200,
      bytes: Buffer.alloc(1),
      headers,
      perRequestHeaders: [['X-Request-Id', 1]],
    });
    expect(send('/b', { operation: post, method: 'POST', bytes: null })).toMatchObject({
      bytes: undefined,
      perRequestHeaders: [
        ['X-Request-Id', 1],
        ['Content-Length', 5],
      ],
    });
  });
});

describe('a full table', () => {
  it('2000 responses → kept; one more → it alone', () => {
    const { send, has } = setUp();
    for (let index = 0; index < 2000; index += 1) send(`/${index}`);
    expect([has('/0'), has('/1999')]).toEqual([true, true]);
    send('/2000');
    expect([has('/0'), has('/1999'), has('/2000')]).toEqual([false, false, true]);
  });

  it('16 MiB of bodies → kept; one more → it alone', () => {
    const { send, has } = setUp();
    const bytes = 64 * 2 ** 10;
    for (let index = 0; index < 256; index += 1) send(`/${index}`, { bytes });
    expect([has('/0'), has('/255')]).toEqual([true, true]);
    send('/256', { bytes });
    expect([has('/0'), has('/255'), has('/256')]).toEqual([false, false, true]);
  });

  it('a body over 64 KiB, which the snapshot holds → does not count', () => {
    const { send, has } = setUp();
    send('/0', { bytes: 64 * 2 ** 10 });
    for (let index = 1; index < 20; index += 1) send(`/${index}`, { bytes: 2 ** 20 });
    expect(has('/0')).toBe(true);
  });
});

describe('a response that was sent completely', () => {
  it.each([
    ['measured', true, false],
    ['of a handler that is told', false, true],
    ['both', true, true],
    ['neither', false, false],
  ])('%s → counted %s, told %s', (_, isMeasured, isTold) => {
    const count = vi.fn();
    const onSent = vi.fn();
    const replays = vi.fn(() => count);
    const { send } = setUp([], isMeasured ? ({ replays } as never) : undefined);
    send('/a', { onSent: isTold ? onSent : undefined })?.completed('id', 5);
    expect([count.mock.calls, onSent.mock.calls]).toEqual([isMeasured ? [[5]] : [], isTold ? [[]] : []]);
    if (isMeasured) expect(replays).toHaveBeenCalledWith('get', 200);
  });
});
