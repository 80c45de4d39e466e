import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SyncState, TaxonomySync } from './model.ts';
import type { TaxonomySyncOptions } from './options.ts';
import { memoryStorage } from './storage/memory-storage.ts';
import type { SyncStorage } from './storage/model.ts';
import { createTaxonomySync } from './sync.ts';
import { type FakePage, useFakePage } from './testing/fake-page.ts';
import { advance, settle, useFakeTime } from './testing/fake-time.ts';
import { everyMs, type Fault, HostileService, releaseOf } from './testing/hostile-service.ts';

const polling = '/api/taxonomy/sync/incremental';

let page: FakePage;
let service: HostileService;
let stored: unknown;
let tabs: TaxonomySync[];

beforeEach(() => {
  useFakeTime();
  // A tab that polls waits one interval, and one that hears of it 1.4.
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  page = useFakePage();
  service = new HostileService();
  stored = undefined;
  tabs = [];
});
afterEach(async () => {
  for (const tab of tabs) tab.stop();
  await settle();
  vi.unstubAllGlobals();
  // In this order: a spy on a fake timer puts back the fake one.
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** All tabs have the same storage. */
const shared: SyncStorage = {
  kind: 'custom',
  async *load() {
    if (stored !== undefined) yield structuredClone(stored);
  },
  save: async (release) => {
    stored = release;
  },
};

async function open(options: Partial<TaxonomySyncOptions> = {}) {
  const requests: string[] = [];
  const fetch: typeof service.fetch = (url, init) => {
    requests.push(new URL(url).pathname);
    return service.fetch(url, init);
  };
  const tab = createTaxonomySync({ baseUrl: 'http://registry.example', fetch, storage: shared, ...options });
  tabs.push(tab);
  // The lock is held for a tenth of a second after a poll.
  await advance(1_000);
  return { tab, requests };
}

/** Two tabs. The second has polled a second ago, and the first has heard of it. */
async function openTwo() {
  const [first, second] = [await open(), await open()];
  for (const requests of [service.sent, first.requests, second.requests]) requests.length = 0;
  return { first, second };
}

const seen = ({ state: { status, version, source } }: TaxonomySync) => [status, version, source];

describe('two tabs', () => {
  it('the second is opened → it has the stored copy, and asks only what changed', async () => {
    const first = await open();
    const second = await open();
    expect(first.requests).toEqual(['/api/taxonomy/sync']);
    expect(second.requests).toEqual([polling]);
    expect([seen(first.tab), seen(second.tab)]).toEqual([
      ['fresh', '1.0.0', 'network'],
      ['fresh', '1.0.0', 'storage'],
    ]);
  });

  it.each(['there', 'missing', 'refused'] as const)(
    'ten intervals, locks are %s → ten polls, all by the tab that polled before',
    async (locks) => {
      page.locks = locks;
      const { first, second } = await openTwo();
      await advance(10 * everyMs);
      expect([first.requests.length, second.requests.length]).toEqual([0, 10]);
    },
  );

  it('a new release → the one that polls loads it, and the other takes it from the storage', async () => {
    const { first, second } = await openTwo();
    service.publish();
    await advance(everyMs);
    expect([seen(first.tab), seen(second.tab)]).toEqual([
      ['fresh', '1.1.0', 'storage'],
      ['fresh', '1.1.0', 'network'],
    ]);
    expect(service.sent.map(({ path }) => path)).toEqual([polling]);
  });

  it('the one that polls is closed → the other polls within two intervals', async () => {
    const { first, second } = await openTwo();
    second.tab.stop();
    await advance(2 * everyMs);
    expect(first.requests).toEqual([polling]);
  });

  it.each<[fault: Fault, status: string, code: string]>([
    ['drop', 'offline', 'unreachable'],
    ['401', 'failed', 'refused'],
    ['put back', 'behind', 'behind'],
  ])('a poll ends with %s → both are %s', async (fault, status, code) => {
    service.minor = 1;
    await openTwo();
    service.fault = fault;
    await advance(everyMs + 1_000);
    for (const { state } of tabs) expect(state).toMatchObject({ status, lastError: { code } });
    expect(page.told.at(-1)).toMatchObject({ error: { code } });
  });

  it('stopped → no listener, no channel and no timer is left', async () => {
    await openTwo();
    expect(page.count()).toBe(2 * 3);
    for (const tab of tabs) tab.stop();
    await advance(1_000);
    expect([page.count(), vi.getTimerCount()]).toEqual([0, 0]);
  });

  it('stopped while the storage is read → no listener, no channel and no request', async () => {
    const tab = createTaxonomySync({
      baseUrl: 'http://registry.example',
      fetch: service.fetch,
      storage: shared,
    });
    tab.stop();
    await advance(1_000);
    expect([page.count(), service.sent]).toEqual([0, []]);
  });

  it('stopped while a copy is stored → the others are told nothing', async () => {
    const { tab } = await open({ storage: { ...shared, save: () => new Promise(() => {}) } });
    tab.stop();
    await advance(1_000);
    expect(page.told).toEqual([]);
  });

  it('no channel → each polls for itself', async () => {
    vi.stubGlobal('BroadcastChannel', undefined);
    const { first, second } = await openTwo();
    await advance(everyMs);
    expect([first.requests, second.requests]).toEqual([[polling], [polling]]);
  });

  it('stopped during a poll → the others are told nothing', async () => {
    service.fault = 'slow';
    const { tab } = await open();
    tab.stop();
    await advance(10_000);
    expect(page.told).toEqual([]);
  });
});

describe('the lock of a poll', () => {
  it('a tab that was frozen has it → after half an interval another one takes it, and polls', async () => {
    page.holdLock();
    const { requests, tab } = await open({ interval: everyMs });
    await advance(everyMs / 2 - 2_000);
    expect([requests, tab.state.status]).toEqual([[], 'starting']);
    await advance(2_000);
    expect([requests.length, tab.state.status]).toEqual([1, 'fresh']);
  });

  it('a tab has it, and tells in time → nobody takes the lock', async () => {
    const { tab, requests } = await open({ interval: everyMs });
    await advance(1_000);
    page.holdLock();
    requests.length = 0;
    // The timer ends after one interval, and again half an interval later.
    await advance(everyMs);
    page.tell({ type: 'confirmed', version: '1.0.0', checksum: releaseOf(0).checksum });
    await advance(1.4 * everyMs + 1_000);
    expect([requests, tab.state.status]).toEqual([[], 'fresh']);
    await advance(everyMs / 2);
    expect(requests).toEqual([polling]);
  });

  it('it is taken during a poll → the poll failed, with the reason, and is tried again', async () => {
    service.fault = 'slow';
    const { tab } = await open();
    const { navigator } = globalThis;
    void navigator.locks.request('', { steal: true }, async () => {});
    await settle();
    expect(tab.state).toMatchObject({
      status: 'offline',
      lastError: {
        code: 'interrupted',
        message: 'The poll was interrupted: Another one took the lock.',
      },
    });
    service.fault = 'none';
    await advance(8_000);
    expect(tab.state.status).toBe('fresh');
  });

  it('another tab tells of its poll while this one waits for the lock → no second request, for 1.4 intervals', async () => {
    const { tab, requests } = await open();
    requests.length = 0;
    const refreshed = tab.refresh();
    page.tell({ type: 'confirmed', version: '1.0.0', checksum: releaseOf(0).checksum });
    expect(await refreshed).toMatchObject({ status: 'fresh' });
    await advance(1.4 * everyMs - 1_000);
    expect(requests).toEqual([]);
    await advance(2_000);
    expect(requests).toEqual([polling]);
  });

  it('another tab tells of a poll that failed while this one waits for the lock → it polls', async () => {
    const { tab, requests } = await open();
    requests.length = 0;
    const refreshed = tab.refresh();
    page.tell({ type: 'failed', error: { code: 'unreachable', message: 'No network.' } });
    expect(await refreshed).toMatchObject({ status: 'fresh' });
    expect(requests).toEqual([polling]);
  });
});

describe('what a tab hears', () => {
  const confirmed = (minor: number) => {
    const { version, checksum } = releaseOf(minor);
    return { type: 'confirmed', version, checksum };
  };

  it.each<[situation: string, message: object, requests: number, version: string]>([
    ['the release it has', confirmed(1), 0, '1.1.0'],
    ['an older release', confirmed(0), 0, '1.1.0'],
    ['a newer release, which is not in the storage', confirmed(2), 1, '1.2.0'],
    ['a newer version with the same content', { ...confirmed(1), version: '1.2.0' }, 1, '1.2.0'],
    ['the version it has with another content', { ...confirmed(2), version: '1.1.0' }, 1, '1.2.0'],
  ])('%s → it asks the service only where it has to', async (_, message, requests, version) => {
    service.minor = 1;
    const { tab } = await open();
    service.minor = 2;
    service.sent.length = 0;
    page.tell(message);
    await advance(1_000);
    expect([service.sent.length, tab.get()?.version]).toEqual([requests, version]);
  });

  it('the release it has, and nothing can be stored → fresh without a request', async () => {
    const save = () => Promise.reject(new Error('The quota is used up.'));
    const { tab } = await open({ storage: { ...memoryStorage(), save } });
    service.fault = 'drop';
    expect(await tab.refresh()).toMatchObject({ status: 'offline' });
    service.sent.length = 0;
    page.tell(confirmed(0));
    await advance(1_000);
    expect([service.sent, tab.state.status]).toEqual([[], 'fresh']);
  });

  it('a release that is in the storage, before it has a copy → takes it', async () => {
    service.fault = 'slow';
    const { tab } = await open();
    stored = releaseOf(0);
    page.tell(confirmed(0));
    await settle();
    expect(seen(tab)).toEqual(['fresh', '1.0.0', 'storage']);
  });

  it('a newer release that is in the storage → takes it, and waits 1.4 intervals', async () => {
    const { tab, requests } = await open();
    requests.length = 0;
    service.minor = 2;
    stored = releaseOf(2);
    page.tell(confirmed(2));
    await advance(1.4 * everyMs - 1_000);
    expect([seen(tab), requests]).toEqual([['fresh', '1.2.0', 'storage'], []]);
    await advance(2_000);
    expect(requests).toEqual([polling]);
  });

  it('the release that its own poll is about to load → no second request', async () => {
    page.locks = 'missing';
    const { tab, requests } = await open();
    requests.length = 0;
    service.publish();
    service.fault = 'slow';
    void tab.refresh();
    await advance(1_000);
    page.tell(confirmed(1));
    await advance(10_000);
    expect([tab.get()?.version, requests]).toEqual(['1.1.0', [polling]]);
  });

  it('a newer release than its own poll loads → that one stays, and the timer with it', async () => {
    page.locks = 'missing';
    service.minor = 1;
    const { tab, requests } = await open({ storage: { ...shared, save: async () => {} } });
    service.minor = 2;
    service.fault = 'slow';
    void tab.refresh();
    await advance(1_000);
    stored = releaseOf(3);
    page.tell(confirmed(3));
    await advance(1_000);
    requests.length = 0;
    await advance(30_000);
    expect([tab.get()?.version, requests]).toEqual(['1.3.0', []]);
  });

  it('a failure → it waits 1.4 times as long', async () => {
    const { requests } = await open();
    requests.length = 0;
    page.tell({ type: 'failed', error: { code: 'unreachable', message: 'No network.' } });
    // Of 5 s, a random part of 0.75.
    await advance(1.4 * 3_750 - 250);
    expect(requests).toEqual([]);
    await advance(500);
    expect(requests).toEqual([polling]);
  });

  it('a newer release, and is stopped while it looks into the storage → no request', async () => {
    const { tab } = await open();
    service.sent.length = 0;
    page.tell(confirmed(2));
    await Promise.resolve();
    tab.stop();
    await advance(1_000);
    expect(service.sent).toEqual([]);
  });

  it('a failure before it has a copy → it still asks itself', async () => {
    service.fault = 'slow';
    const { tab } = await open();
    page.tell({ type: 'denied', error: { code: 'refused', message: 'No.' } });
    await settle();
    expect(tab.state.status).toBe('starting');
    await advance(8_000);
    expect(tab.state.status).toBe('fresh');
  });

  it('the copy is confirmed → fresh again, and its age begins anew', async () => {
    const { tab } = await open();
    await advance(20_000);
    page.tell(confirmed(0));
    await settle();
    expect(tab.state satisfies SyncState).toMatchObject({ status: 'fresh', age: 0 });
  });
});

describe('a page comes back', () => {
  const hiddenFor = async (ms: number) => {
    page.become('hidden');
    await advance(ms);
  };

  it('shown within an interval → no poll', async () => {
    const { requests } = await open();
    await hiddenFor(everyMs / 2);
    page.become('visible');
    await settle();
    expect(requests).toHaveLength(1);
  });

  it.each([
    ['an hour later', 3_600_000, 'polls at once'],
    ['an hour earlier', -3_600_000, 'polls at once'],
    ['1.2 intervals later', 1.2 * everyMs, 'polls at once'],
    ['an interval later', everyMs, 'no poll'],
  ])('shown, and the clock of the machine says %s → %s', async (_, ms, want) => {
    const { requests, tab } = await open();
    await hiddenFor(1_000);
    requests.length = 0;
    vi.setSystemTime(Date.now() + ms);
    service.fault = 'slow';
    page.become('visible');
    await settle();
    const isPolled = want === 'polls at once';
    expect([requests.length, tab.state.status]).toEqual(isPolled ? [1, 'stale'] : [0, 'fresh']);
  });

  it('hidden → no poll, however late it is', async () => {
    const { requests } = await open();
    vi.setSystemTime(Date.now() + 3_600_000);
    page.become('hidden');
    await settle();
    expect(requests).toHaveLength(1);
  });

  it('online again after it was offline → polls at once', async () => {
    const { tab } = await open();
    service.fault = 'drop';
    await tab.refresh();
    service.fault = 'none';
    await advance(1_000);
    page.goOnline();
    await settle();
    expect(tab.state.status).toBe('fresh');
  });

  it('online, though it was not offline → no poll', async () => {
    const { requests } = await open();
    page.goOnline();
    await settle();
    expect(requests).toHaveLength(1);
  });
});
