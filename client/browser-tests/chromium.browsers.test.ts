// In the engine whose tabs can be crashed and frozen, and whose quota can be set.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { HostileService } from '../src/sync/testing/hostile-service.ts';
import type { Tab } from './engines/model.ts';
import { chromium } from './engines/puppeteer.ts';
import type { PageServer } from './page-server.ts';
import { intervalMs, shortestGap, startSync, untilRequests, untilState } from './pages.ts';
import { useBrowser } from './use-browser.ts';

const { serve, openTabs, open } = useBrowser(chromium);

it('six tabs for ten intervals → ten polls', async () => {
  const server = await serve(new HostileService().fetch);
  // The times of ten polls are spread by a fifth of an interval in all. Half of one tells ten polls from eleven.
  await openTabs(6, server.url, { before: 'const own = Math.random; Math.random = () => 0.4 + own() * 0.2' });
  const first = server.requests.length;
  await untilRequests(server, first + 1);
  await sleep(10.5 * intervalMs);
  const polls = server.requests.slice(first);
  expect(polls).toHaveLength(1 + 10);
  expect(shortestGap(polls)).toBeGreaterThan(0.95);
});

/** Counts what a tab polls. */
const counting = `globalThis.polledAt = 0; const own = fetch;
  globalThis.fetch = (...given) => { polledAt = Date.now(); return own(...given); }`;

/** The tab that polled last comes first. */
async function sortByPoll(tabs: readonly Tab[]): Promise<Tab[]> {
  const times = await Promise.all(
    tabs.map(async (tab) => [await tab.run<number>('return polledAt'), tab] as const),
  );
  return times.toSorted(([one], [other]) => other - one).map(([, tab]) => tab);
}

const setLifecycle = (tab: Tab, state: string) => tab.command?.('Page.setWebLifecycleState', { state });
const freeze: End = async (tab) => setLifecycle(tab, 'frozen');
type End = (tab: Tab, server: PageServer) => Promise<unknown>;
const ends: [how: string, end: End][] = [
  ['is closed', (tab) => tab.close()],
  // The command has no response.
  ['crashes', async (tab) => void tab.command?.('Page.crash').catch(() => {})],
  ['is frozen', freeze],
  ['goes to another page', (tab, { url }) => tab.go(`${url}/elsewhere`)],
];

it.each(
  ends.flatMap(
    ([how, end]) =>
      [
        [how, 'between two polls', end],
        [how, 'during a poll', end],
      ] as const,
  ),
)(
  'the tab that polls %s %s → another one polls within two intervals, and the others are in step',
  async (_, moment, end) => {
    const service = new HostileService();
    const server = await serve(service.fetch);
    const tabs = await openTabs(3, server.url, { before: counting });
    let respond = () => {};
    if (moment === 'during a poll') {
      const held = new Promise<void>((resolve) => {
        respond = resolve;
      });
      server.upstream = (...given) => held.then(() => service.fetch(...given));
    }
    await untilRequests(server, server.requests.length + 1);
    const [poller, ...others] = await sortByPoll(tabs);
    await end(poller!, server);
    const endedAt = performance.now();
    const { length } = server.requests;
    service.publish();
    respond();
    await untilRequests(server, length + 1);
    expect((server.requests[length]!.time - endedAt) / intervalMs).toBeLessThan(2);
    for (const tab of others) await untilState(tab, { status: 'fresh', version: '1.1.0' });
  },
);

it('a frozen tab thaws → it is in step', async () => {
  const service = new HostileService();
  const server = await serve(service.fetch);
  const [tab, other] = await openTabs(2, server.url);
  await setLifecycle(tab!, 'frozen');
  service.publish();
  await untilState(other!, { version: '1.1.0' });
  await setLifecycle(tab!, 'active');
  await untilState(tab!, { status: 'fresh', version: '1.1.0' });
});

it('no room is left for the origin → in step, in memory with the reason, and stored when there is room', async () => {
  const server = await serve(new HostileService().fetch);
  const tab = await open(server.url);
  const setQuota = (size: object) =>
    tab.command?.('Storage.overrideQuotaForOrigin', { origin: server.url, ...size });
  await setQuota({ quotaSize: 1 });
  await startSync(tab);
  const full = await untilState(tab, { status: 'fresh', storage: 'memory' });
  expect(full.lastError?.message).toContain('Quota');
  await setQuota({});
  expect(await untilState(tab, { storage: 'indexeddb' })).not.toHaveProperty('lastError');
});
