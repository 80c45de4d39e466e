// What the client does in each engine.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../server/testing/start-test-service.ts';
import { createTestIssuer, type TestIssuer } from '../../server/testing/test-issuer.ts';
import { checksum } from '../../taxonomy/canonical.ts';
import { defaultRelease } from '../../taxonomy/releases/index.ts';
import { HostileService, releaseOf } from '../src/sync/testing/hostile-service.ts';
import type { Tab } from './engines/model.ts';
import { chromium, firefox } from './engines/puppeteer.ts';
import { webkit } from './engines/webkit.ts';
import { down, type PageServer, type Upstream } from './page-server.ts';
import { openSync, readCopy, shortestGap, startSync, untilRequests, untilState } from './pages.ts';
import { useBrowser } from './use-browser.ts';

let issuer: TestIssuer;
let service: TestService;
beforeAll(async () => {
  issuer = await createTestIssuer();
  service = await startTestService({ environment: issuer.environment });
});
afterAll(async () => {
  await service.close();
  await issuer.close();
});
const real: Upstream = (url, init) => fetch(service.url + url.slice(new URL(url).origin.length), init);

async function publish(name: string) {
  const { version } = await (await service.request('/api/taxonomy/version')).json();
  const [first, ...others] = defaultRelease.layers;
  const taxonomy = { layers: [{ ...first, name }, ...others], aliases: defaultRelease.aliases };
  const headers = { ...(await issuer.bearer()), 'If-Match': `"${version}"` };
  const response = await service.post('/api/taxonomy/releases', taxonomy, headers);
  expect(response.status).toBe(201);
  return response.json();
}

// What goes wrong, as a page would meet it, and what ends it.
const broken: [what: string, before: string, after: string][] = [
  [
    'the quota is used up',
    `const { put } = IDBObjectStore.prototype;
     globalThis.mend = () => { IDBObjectStore.prototype.put = put; };
     IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }`,
    'mend()',
  ],
  [
    'a private window refuses databases',
    `const { open } = IDBFactory.prototype;
     globalThis.mend = () => { IDBFactory.prototype.open = open; };
     IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError'); }`,
    'mend()',
  ],
  [
    'another tab keeps the database from being opened',
    `const request = indexedDB.open('taxonomy-sync ' + location.origin, 1);
     globalThis.other = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
     indexedDB.deleteDatabase(other.name)`,
    'other.close()',
  ],
];

/** Statements that make the page count what is begun and ended. */
const watchLeft = `
  const [timers, channels, databases] = [new Set(), new Set(), new Set()];
  const listeners = {};
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  globalThis.setTimeout = (run, ms) => {
    const id = set(() => { timers.delete(id); run(); }, ms);
    // WebDriver sets timers, too.
    if (new Error().stack.includes('client.js')) timers.add(id);
    return id;
  };
  globalThis.clearTimeout = (id) => { timers.delete(id); clear(id); };
  globalThis.BroadcastChannel = class extends BroadcastChannel {
    constructor(name) { super(name); channels.add(this); }
    close() { channels.delete(this); super.close(); }
  };
  for (const target of [window, document]) for (const [method, more] of [['addEventListener', 1], ['removeEventListener', -1]]) {
    const original = target[method];
    target[method] = (type, ...given) => {
      listeners[type] = (listeners[type] ?? 0) + more;
      if (listeners[type] === 0) delete listeners[type];
      original.call(target, type, ...given);
    };
  }
  const { transaction, close } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...given) { databases.add(this); return transaction.apply(this, given); };
  IDBDatabase.prototype.close = function () { databases.delete(this); close.apply(this); };
  globalThis.readLeft = async () => {
    const { held, pending } = await navigator.locks.query();
    return { timers: timers.size, channels: channels.size, listeners, locks: held.length + pending.length, databases: databases.size };
  };`;

const readLeft = (tab: Tab): Promise<object> => tab.run('return readLeft()');

describe.each([chromium, firefox, webkit])('$name', (engine) => {
  const { serve, open, openTabs } = useBrowser(engine);

  it('two calls → the data and the problem of the service', async () => {
    const tab = await open((await serve(real)).url);
    const call = (layer: string) =>
      tab.run(`const client = taxonomy.createTaxonomyClient({ baseUrl: location.origin });
        const { data, problem } = await client.listCategories({ params: { path: { layer: '${layer}' } } });
        return { count: data?.categories.length, problem: problem?.status };`);
    const count = defaultRelease.layers.find(({ code }) => code === 'S')?.categories.length;
    expect(await call('S')).toEqual({ count });
    expect(await call('Q')).toEqual({ problem: 404 });
  });

  it('a release is published → the copy is that release', async () => {
    const [tab] = await openTabs(1, (await serve(real)).url);
    expect(await untilState(tab!, { source: 'network' })).toMatchObject({ storage: 'indexeddb' });
    const { version, checksum: published } = await publish(engine.name);
    await untilState(tab!, { status: 'fresh', version });
    expect(checksum(await readCopy(tab!))).toBe(published);
  });

  it('the page is loaded again while the service is down → the copy comes from the storage', async () => {
    const server = await serve(new HostileService().fetch);
    const [tab] = await openTabs(1, server.url);
    server.upstream = down;
    await tab!.go(server.url);
    await startSync(tab!);
    expect(await untilState(tab!, { status: 'offline' })).toMatchObject({
      source: 'storage',
      version: '1.0.0',
      lastError: { code: 'unreachable' },
    });
    expect(await readCopy(tab!)).toEqual(releaseOf(0));
  });

  it('the network goes and comes back → the copy stays, and is in step again', async () => {
    const hostile = new HostileService();
    const server = await serve(hostile.fetch);
    const [tab] = await openTabs(1, server.url);
    server.upstream = down;
    expect(await untilState(tab!, { status: 'offline' })).toMatchObject({ version: '1.0.0' });
    hostile.publish();
    server.upstream = hostile.fetch;
    await tab!.run(`dispatchEvent(new Event('online'))`);
    expect(await untilState(tab!, { status: 'fresh', version: '1.1.0' })).not.toHaveProperty('lastError');
  });

  it('two tabs → one poll an interval, one load of everything, and both get a new release', async () => {
    const hostile = new HostileService();
    const server = await serve(hostile.fetch);
    await checkTwoTabs(hostile, server, await openTabs(2, server.url));
    expect(server.requests.filter(({ path }) => !path.includes('since'))).toHaveLength(1);
  });

  it('two tabs on plain http → as with locks', async () => {
    const hostile = new HostileService();
    const server = await serve(hostile.fetch);
    const url = server.url.replace('127.0.0.1', engine.plainHost ?? '127.0.0.1');
    const before = engine.plainHost
      ? ''
      : `Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })`;
    const tabs = await openTabs(2, url, { before });
    expect(await tabs[0]!.run('return [isSecureContext, typeof navigator.locks]')).toEqual([
      engine.plainHost === undefined,
      'undefined',
    ]);
    await checkTwoTabs(hostile, server, tabs);
  });

  it('a page in a sandbox, without storage and locks → in step, in memory', async () => {
    const hostile = new HostileService();
    const server = await serve(hostile.fetch);
    const tab = await open(`${server.url}/sandbox`);
    const read = (given: Tab) => given.run<undefined>('return globalThis.state');
    expect(await untilState(tab, { status: 'fresh' }, read)).toMatchObject({ storage: 'memory' });
    hostile.publish();
    await untilState(tab, { status: 'fresh', version: '1.1.0' }, read);
  });

  it.each(broken)(
    '%s → in step, in memory with the reason, and stored when it is over',
    async (_, before, after) => {
      const server = await serve(new HostileService().fetch);
      const tab = await openSync({ open }, server.url, { before });
      expect(await untilState(tab, { status: 'fresh', storage: 'memory' })).toMatchObject({
        version: '1.0.0',
        lastError: { code: 'storage' },
      });
      await tab.run(after);
      expect(await untilState(tab, { storage: 'indexeddb' })).not.toHaveProperty('lastError');
      server.upstream = down;
      await tab.go(server.url);
      await startSync(tab);
      await untilState(tab, { source: 'storage', version: '1.0.0' });
    },
  );

  it.each([
    ['between two polls', false],
    ['during a poll', true],
  ])('stop() %s → no timer, listener, channel, lock, database or request is left', async (_, polls) => {
    const hostile = new HostileService();
    const server = await serve(hostile.fetch);
    const [tab] = await openTabs(1, server.url, { before: watchLeft });
    if (polls) {
      hostile.fault = 'stalls';
      await untilRequests(server, server.requests.length + 1);
    }
    expect(await readLeft(tab!)).toMatchObject({
      channels: 1,
      listeners: { online: 1, visibilitychange: 1 },
    });
    await tab!.run('sync.stop()');
    await expect
      .poll(() => readLeft(tab!), { timeout: 20_000 })
      .toEqual({ timers: 0, channels: 0, listeners: {}, locks: 0, databases: 0 });
    if (polls) await expect.poll(() => server.requests.at(-1)?.wasAborted).toBe(true);
  });
});

async function checkTwoTabs(hostile: HostileService, server: PageServer, tabs: Tab[]): Promise<void> {
  const first = server.requests.length - 1;
  await untilRequests(server, first + 5);
  expect(shortestGap(server.requests.slice(first))).toBeGreaterThan(0.89);
  hostile.publish();
  const sources = await Promise.all(
    tabs.map(async (tab) => (await untilState(tab, { status: 'fresh', version: '1.1.0' })).source),
  );
  expect(sources.toSorted()).toEqual(['network', 'storage']);
}
