import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TaxonomySyncOptions } from './options.ts';
import { memoryStorage } from './storage/memory-storage.ts';
import type { SyncStorage } from './storage/model.ts';
import { createTaxonomySync } from './sync.ts';
import { advance, settle, useFakeTime } from './testing/fake-time.ts';
import { everyMs, type Fault, full, HostileService, releaseOf } from './testing/hostile-service.ts';

beforeEach(useFakeTime);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function start(options: Partial<TaxonomySyncOptions> = {}, fault: Fault = 'none') {
  const service = new HostileService();
  service.fault = fault;
  const sync = createTaxonomySync({
    baseUrl: 'http://registry.example/',
    fetch: service.fetch,
    ...options,
  });
  await settle();
  return { service, sync };
}

const storageWith = (...stored: unknown[]): SyncStorage => ({
  ...memoryStorage(),
  kind: 'custom',
  async *load() {
    yield* stored;
  },
});

describe('a start', () => {
  it('nothing stored → loads everything, once', async () => {
    const { service, sync } = await start();
    expect(sync.get()).toEqual(releaseOf(0));
    expect(sync.state).toMatchObject({
      status: 'fresh',
      version: '1.0.0',
      source: 'network',
      storage: 'memory',
    });
    expect(service.sent.map(({ path }) => path)).toEqual(['/api/taxonomy/sync']);
  });

  it('a stored copy → there at once and stale, then fresh without loading everything', async () => {
    const { service, sync } = await start({ storage: storageWith(releaseOf(0)) }, 'slow');
    expect(sync.state).toMatchObject({ status: 'stale', version: '1.0.0', source: 'storage' });
    const copy = sync.get();
    await advance(8_000);
    expect(sync.state).toMatchObject({ status: 'fresh', source: 'storage' });
    expect(sync.get()).toBe(copy);
    expect(service.sent.map(({ isFull }) => isFull)).toEqual([false]);
  });

  it.each<
    [situation: string, stored: unknown[], bundled: object | undefined, version: string, source: string]
  >([
    [
      'a damaged copy before a whole one',
      [{ ...releaseOf(2), aliases: [{}] }, releaseOf(1)],
      undefined,
      '1.1.0',
      'storage',
    ],
    ['no taxonomy at all', ['text', null, { version: 1 }, releaseOf(1)], undefined, '1.1.0', 'storage'],
    ['an older bundle', [releaseOf(2)], full(releaseOf(1)), '1.2.0', 'storage'],
    ['the same bundle', [releaseOf(1)], full(releaseOf(1)), '1.1.0', 'storage'],
    ['a newer bundle', [releaseOf(1)], full(releaseOf(2)), '1.2.0', 'bundled'],
    ['a bundle alone', [], full(releaseOf(2)), '1.2.0', 'bundled'],
  ])('%s → the newest whole one', async (_, stored, bundled, version, source) => {
    const options = { storage: storageWith(...stored), ...(bundled && { bundled }) };
    const { sync } = await start(options, 'stalls');
    expect(sync.state).toMatchObject({ status: 'stale', version, source });
    expect(sync.get()?.version).toBe(version);
    expect(sync.state.lastError).toBeUndefined();
  });

  it('nothing stored and no bundle → no error', async () => {
    const { sync } = await start({}, 'stalls');
    expect([sync.state, sync.bundled]).toEqual([{ status: 'starting', storage: 'memory' }, undefined]);
  });

  it('a bundle, before the storage is read → no copy yet', () => {
    const fetch = new HostileService().fetch;
    const sync = createTaxonomySync({ baseUrl: 'http://a.example', fetch, bundled: full(releaseOf(1)) });
    expect([sync.state.status, sync.get()]).toEqual(['starting', undefined]);
    sync.stop();
  });

  it('a bundle that was changed → not used, and the state says what to do', async () => {
    const bundled = { ...full(releaseOf(1)), data: { layers: [], aliases: [] } };
    const { sync } = await start({ bundled }, 'stalls');
    expect([sync.get(), sync.bundled]).toEqual([undefined, undefined]);
    expect(sync.state.status).toBe('starting');
    expect(sync.state.lastError?.message).toMatch(/bundled file is not a whole full sync/);
  });

  it('on a server that renders without a bundle → no copy', async () => {
    const { service, sync } = await start({ polls: false });
    expect([sync.state.status, sync.get(), sync.bundled]).toEqual(['starting', undefined, undefined]);
    expect(service.sent).toEqual([]);
  });

  it('on a server that renders → the bundle, no request, and no look into the storage', async () => {
    const load = vi.fn(storageWith(releaseOf(2)).load);
    const storage = { ...storageWith(), load };
    const { service, sync } = await start({ bundled: full(releaseOf(1)), polls: false, storage });
    expect(load).not.toHaveBeenCalled();
    await advance(everyMs * 10);
    await sync.refresh();
    expect([sync.get(), sync.bundled]).toEqual([releaseOf(1), releaseOf(1)]);
    expect(sync.get()).toBe(sync.bundled);
    expect(service.sent).toEqual([]);
  });
});

describe('the next poll', () => {
  it('after a success → an interval of the service, ± 10 %', async () => {
    const { service, sync } = await start();
    for (let count = 1; count < 20; count += 1) {
      await advance(everyMs * 0.9 - 1_000);
      expect(service.sent).toHaveLength(count);
      await advance(everyMs * 0.2 + 2_000);
      expect(service.sent).toHaveLength(count + 1);
      await sync.refresh();
      service.sent.pop();
    }
  });

  it('503 with Retry-After: 30 → not before', async () => {
    const { service } = await start({}, '503');
    await advance(29_000);
    expect(service.sent).toHaveLength(1);
    await advance(2_000);
    expect(service.sent).toHaveLength(2);
  });

  it('401 → none, until the caller asks', async () => {
    const { service, sync } = await start({}, '401');
    await advance(everyMs * 3);
    expect(service.sent).toHaveLength(1);
    expect(sync.state).toMatchObject({ status: 'failed', lastError: { code: 'refused', status: 401 } });
    service.fault = 'none';
    expect(await sync.refresh()).toMatchObject({ status: 'fresh', version: '1.0.0' });
    expect(sync.state.lastError).toBeUndefined();
  });

  it('asked for while one runs → that one', async () => {
    const { service, sync } = await start({}, 'slow');
    const states = [sync.refresh(), sync.refresh()];
    await advance(8_000);
    expect((await Promise.all(states)).map(({ status }) => status)).toEqual(['fresh', 'fresh']);
    expect(service.sent).toHaveLength(1);
  });

  it('after stop → none, and nothing is left', async () => {
    const { service, sync } = await start({}, 'stalls');
    sync.stop();
    await advance(everyMs * 3);
    expect(service.sent).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
    expect((await sync.refresh()).status).toBe('starting');
  });
});

describe('everything is loaded', () => {
  const urls: string[] = [];
  const asking = (service: HostileService): typeof service.fetch => {
    urls.length = 0;
    return (url, init) => {
      urls.push(url.replace('http://registry.example/api/taxonomy/sync', ''));
      return service.fetch(url, init);
    };
  };

  it('the first time → from a cache, too; after a failure → past the caches', async () => {
    const service = new HostileService();
    const { sync } = await start({ fetch: asking(service) });
    sync.stop();
    expect(urls).toEqual(['']);
    service.fault = 'drop';
    await start({ fetch: asking(service) });
    await advance(5_000);
    expect(urls).toEqual(['', expect.stringMatching(/^\?_=\d+$/)]);
  });
});

describe('the age of the copy', () => {
  it('a poll fails → counts from the last success', async () => {
    const { service, sync } = await start();
    const { lastSyncedAt } = sync.state;
    await advance(20_000);
    service.fault = 'drop';
    await sync.refresh();
    expect(sync.state).toMatchObject({ status: 'offline', lastSyncedAt, age: 20_000 });
  });

  it('no poll has succeeded → there is none', async () => {
    const { sync } = await start({ storage: storageWith(releaseOf(1)) }, 'drop');
    expect(sync.state.status).toBe('offline');
    expect(sync.state).not.toHaveProperty('age');
    expect(sync.state).not.toHaveProperty('lastSyncedAt');
  });
});

describe('a subscriber', () => {
  it('a release arrives in the background → called, and reads it', async () => {
    const { service, sync } = await start();
    const versions: unknown[] = [];
    const end = sync.subscribe(() => versions.push(sync.get()?.version));
    service.publish();
    await advance(everyMs * 1.2);
    expect(versions).toEqual(['1.1.0']);
    end();
    service.publish();
    await advance(everyMs * 1.2);
    expect(versions).toEqual(['1.1.0']);
    expect(sync.get()?.version).toBe('1.2.0');
  });

  it('nothing happens → the state is the same object, and its age grows', async () => {
    const { sync } = await start();
    const { state } = sync;
    await advance(3_000);
    expect(sync.state).toBe(state);
    expect(state.age).toBe(3_000);
  });
});

describe('what the caller does wrong', () => {
  it('a listener throws → the poll counts, other listeners are called, and the error is uncaught', async () => {
    const { sync } = await start();
    const uncaught: unknown[] = [];
    const { queueMicrotask } = globalThis;
    vi.stubGlobal('queueMicrotask', (task: () => void) =>
      queueMicrotask(() => {
        try {
          task();
        } catch (error) {
          uncaught.push(error);
        }
      }),
    );
    const ofCaller = new RangeError('of the caller');
    sync.subscribe(() => {
      throw ofCaller;
    });
    const called = vi.fn();
    sync.subscribe(called);
    expect(await sync.refresh()).toMatchObject({ status: 'fresh' });
    expect(called).toHaveBeenCalledOnce();
    expect(uncaught).toEqual([ofCaller]);
    expect(vi.getTimerCount()).toBe(1);
  });

  it.each([
    ['Infinity', Number.POSITIVE_INFINITY, 20 * 3_600_000],
    ['longer than a timer can be', 2 ** 31, 20 * 3_600_000],
    ['0', 0, everyMs * 0.9 - 1_000],
    ['NaN', Number.NaN, everyMs * 0.9 - 1_000],
    ['-1', -1, 3_000],
  ])('an interval of %s → polls stay rare', async (_, interval, quietMs) => {
    const { service } = await start({ interval });
    // A day has too many seconds to go through one by one.
    await vi.advanceTimersByTimeAsync(quietMs);
    await settle();
    expect(service.sent).toHaveLength(1);
  });
});

describe('the clock of the machine is set a day ahead', () => {
  it('the age of the copy → as before', async () => {
    const { sync } = await start();
    vi.setSystemTime(Date.now() + 86_400_000);
    expect(sync.state.age).toBeLessThan(1_000);
  });
});

it('a poll fails → nothing is stored, because another tab may have stored a newer release', async () => {
  const saved: unknown[] = [];
  const storage: SyncStorage = {
    ...storageWith(),
    save: async (release) => {
      saved.push(release.version);
      throw new Error('The quota is used up.');
    },
  };
  const { service, sync } = await start({ storage });
  service.fault = 'drop';
  await sync.refresh();
  expect(saved).toEqual(['1.0.0']);
});

describe('tabs that share a lock', () => {
  it('stopped while it waits to hear who has the lock → no timer, and no request', async () => {
    const page = new EventTarget();
    vi.stubGlobal('document', Object.assign(page, { visibilityState: 'visible' }));
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
    let answer: (lock: null) => unknown = () => {};
    const request = (_: string, __: object, holdLock: typeof answer) =>
      new Promise((resolve) => {
        answer = (lock) => resolve(holdLock(lock));
      });
    vi.stubGlobal('navigator', { locks: { request } });
    const { service, sync } = await start();
    sync.stop();
    answer(null);
    await settle();
    expect(vi.getTimerCount()).toBe(0);
    expect(service.sent).toEqual([]);
  });
});

it.each<[fault: Fault, status: string, code: string, message: RegExp]>([
  ['drop', 'offline', 'unreachable', /cannot be reached: connection refused/],
  ['stalls', 'offline', 'unreachable', /no byte for 10 seconds/],
  ['truncated', 'offline', 'unexpected-response', /200: \{"version/],
  ['500', 'offline', 'unexpected-response', /responded with 500: It does not work/],
  ['portal', 'offline', 'unexpected-response', /Sign in/],
  ['wrong checksum', 'offline', 'checksum-mismatch', /not have the checksum that is announced/],
  ['put back', 'behind', 'behind', /older release than 1\.1\.0/],
])('%s → %s, and what is wrong', async (fault, status, code, message) => {
  const { service, sync } = await start({ storage: storageWith(releaseOf(1)) });
  service.minor = 1;
  await sync.refresh();
  service.fault = fault;
  const refreshed = sync.refresh();
  await advance(25_000);
  expect(await refreshed).toMatchObject({ status, version: '1.1.0', lastError: { code } });
  expect(sync.state.lastError?.message).toMatch(message);
});
