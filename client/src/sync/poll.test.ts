import { describe, expect, it } from 'vitest';
import { diff } from '../../../taxonomy/diff.ts';
import type { Got } from './get.ts';
import { poll } from './poll.ts';
import { everyMs, full, releaseOf } from './testing/hostile-service.ts';

const [before, after] = [releaseOf(1), releaseOf(2)];
const { metadata } = full(after);

const fullBody = (body: object = full(after)): Got => ({ body: { ...body } });
const changes = (more: object = {}): Got => ({
  body: { version: '1.2.0', since: '1.1.0', changes: diff(before, after), metadata, ...more },
});
const problem = (status?: number, more: Partial<Extract<Got, { error: object }>> = {}): Got => ({
  error: { code: 'unexpected-response', message: `Status ${status}.` },
  ...(status !== undefined && { status }),
  ...more,
});

/** The outcome of a poll that gets these in turn, and what it asked for. */
async function pollWith(
  copy: typeof before | undefined,
  got: readonly Got[],
  { past = false, allowed = true } = {},
) {
  const asked: string[] = [];
  let loads = 0;
  const outcome = await poll(copy, {
    get: async (path, query, isPast) => {
      asked.push(
        [path.replace('/api/taxonomy/sync', ''), query.since, isPast && 'past'].filter(Boolean).join(' '),
      );
      return got[asked.length - 1] ?? problem(500);
    },
    past,
    fullLoads: {
      allowed: () => allowed,
      loaded: () => {
        loads += 1;
      },
    },
  });
  return { outcome, asked, loads };
}

const updated = { event: { type: 'updated', copy: after, source: 'network' }, cacheTimeout: everyMs };
const mismatch = (what: string) => ({
  event: {
    type: 'failed',
    error: {
      code: 'checksum-mismatch',
      message: `${what} not have the checksum that is announced. Look for a cache on the way.`,
    },
  },
});
const older = {
  event: {
    type: 'older',
    error: {
      code: 'behind',
      message: 'The service has an older release than 1.1.0. Look for a cache on the way.',
    },
  },
};

describe('without a copy', () => {
  it.each([
    [false, ['']],
    [true, ['past']],
  ])('everything is loaded, past the caches: %s → it is the copy', async (past, want) => {
    const { outcome, asked, loads } = await pollWith(undefined, [fullBody()], { past });
    expect([outcome, asked, loads]).toEqual([updated, want, 1]);
  });

  it('its checksum is wrong → failed, and it counts as loaded', async () => {
    const body = { ...full(after), metadata: { ...metadata, checksum: 'f'.repeat(64) } };
    const { outcome, loads } = await pollWith(undefined, [fullBody(body)]);
    expect([outcome, loads]).toEqual([mismatch('The release does'), 1]);
  });

  it('everything may not be loaded yet → failed without a request', async () => {
    const { outcome, asked } = await pollWith(undefined, [], { allowed: false });
    expect([outcome, asked]).toEqual([mismatch('The release after the changes does'), []]);
  });

  it.each<[string, Got, object]>([
    ['503 that asks to wait', problem(503, { retryAfterMs: 7_000 }), { type: 'failed', retryAfterMs: 7_000 }],
    ['no response', problem(), { type: 'failed' }],
    ['401', problem(401, { error: { code: 'refused', message: 'Status 401.' } }), { type: 'denied' }],
  ])('%s → that, and it does not count as loaded', async (_, got, want) => {
    const { outcome, loads } = await pollWith(undefined, [got]);
    expect([outcome, loads]).toEqual([{ event: { ...want, error: 'error' in got && got.error } }, 0]);
  });
});

describe('with a copy', () => {
  const changesOnly = ['/incremental 1.1.0'];
  const twice = ['/incremental 1.1.0', '/incremental 1.1.0 past'];
  const thenAll = ['/incremental 1.1.0', 'past'];
  const confirmed = { event: { type: 'confirmed' }, cacheTimeout: everyMs };
  const same = (more: object = {}) =>
    changes({ version: '1.1.0', changes: [], metadata: full(before).metadata, ...more });
  const failed = (status: number) => ({
    event: { type: 'failed', error: { code: 'unexpected-response', message: `Status ${status}.` } },
  });

  it.each<[situation: string, got: Got[], asked: string[], outcome: object]>([
    ['changes', [changes()], changesOnly, updated],
    ['no changes', [same()], changesOnly, confirmed],
    ['no changes, without metadata', [same({ metadata: undefined }), fullBody()], thenAll, updated],
    ['the same version with another content', [same({ metadata }), fullBody()], thenAll, updated],
    ['changes of another release from a cache', [changes({ since: '1.0.0' }), changes()], twice, updated],
    [
      'changes of another release twice',
      [changes({ since: '1.0.0' }), changes({ since: '1.0.0' })],
      twice,
      older,
    ],
    ['an older version, then a newer one', [changes({ version: '1.0.9' }), changes()], twice, updated],
    ['409 twice', [problem(409), problem(409)], twice, older],
    ['409, then 500', [problem(409), problem(500)], twice, failed(500)],
    ['500', [problem(500)], changesOnly, failed(500)],
    ['410', [problem(410), fullBody()], thenAll, updated],
    ['410, then an older release', [problem(410), fullBody(full(releaseOf(0)))], thenAll, older],
    [
      '410, then the same release',
      [problem(410), fullBody(full(before))],
      thenAll,
      {
        event: { ...updated.event, copy: before },
        cacheTimeout: everyMs,
      },
    ],
    ['changes that lead elsewhere', [changes({ changes: [] }), fullBody()], thenAll, updated],
    ['a version that is none', [changes({ version: 'next' }), fullBody()], thenAll, updated],
    [
      'a cacheTimeout that is no number',
      [same({ metadata: { ...full(before).metadata, cacheTimeout: '1' } })],
      changesOnly,
      {
        event: { type: 'confirmed' },
      },
    ],
  ])('%s → asks for no more than it has to', async (_, got, want, result) => {
    const { outcome, asked } = await pollWith(before, got);
    expect([asked, outcome]).toEqual([want, result]);
  });
});
