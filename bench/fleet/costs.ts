/** What one answer costs the service: bytes, and CPU time, which only Linux tells of another process. */
import { readdirSync, readFileSync } from 'node:fs';
import pLimit from 'p-limit';
import { routes } from '../../generated/operations.ts';
import { createTemporaryFolder } from '../../lib/temporary-folder.ts';
import { openStore } from '../../server/store/open-store.ts';
import { startApi } from '../lib/api.ts';
import { publishToStore } from '../lib/publish-to-store.ts';
import { type Spread, spreadOf } from '../lib/statistics.ts';
import { makeTaxonomy, renameOne } from '../lib/taxonomies.ts';
import { get, send } from '../requests/exchange.ts';

/** `notModified` is `unchanged` for who has its ETag, as a browser has; `gone` is 410. */
export type Answer = 'unchanged' | 'notModified' | 'delta' | 'gone' | 'full';

// Bytes of the response, headers included, and microseconds of CPU time: `alone`, with a connection for each request, as
// a client that polls every five minutes keeps none; `kept`, on open connections, as those of a proxy.
export type Costs = Readonly<Record<Answer, Readonly<Record<'bytes' | 'alone' | 'kept', Spread>>>>;

/** @throws Error when a response has another status than it should */
export async function measureCosts(nodes: number, rounds: number): Promise<Costs> {
  const dataDir = createTemporaryFolder();
  const store = await openStore({ dataDir, fresh: true });
  const first = await publishToStore(store, makeTaxonomy(nodes));
  const current = await publishToStore(store, renameOne(makeTaxonomy(nodes), 'Renamed'));
  await store.close();
  const { urls, child, stop } = await startApi(dataDir);
  const measure = async (path: string, status = 200, more = {}) => {
    const ask = async (Connection: string) => {
      // On plain http, fetch does not ask for br.
      const response = await send(urls.PORT, get(path, { 'Accept-Encoding': 'gzip', Connection, ...more }));
      if (response.status !== status) throw new Error(`${path} responded ${response.status}`);
      return Object.entries(response.headers).join('\r\n').length + response.body.length;
    };
    const bytes = await ask('close');
    const cpu = async (connection: string) => {
      const figures: number[] = [];
      const requests = Array.from({ length: bytes > 500_000 ? 50 : 500 });
      while (figures.length <= rounds) {
        const before = microsecondsOf(child.pid);
        await pLimit(10).map(requests, () => ask(connection));
        figures.push((microsecondsOf(child.pid) - before) / requests.length);
      }
      return spreadOf(figures.slice(1));
    };
    return {
      bytes: spreadOf([bytes]),
      alone: await cpu('close'),
      kept: await cpu('keep-alive'),
    };
  };
  const since = (version: string) => `${routes.getIncrementalSync.path}?since=${version}`;
  const { etag } = (await send(urls.PORT, get(since(current.version), { 'Accept-Encoding': 'gzip' })))
    .headers;
  // Warms up what all answers have in common.
  await measure(since(current.version));
  const costs = {
    unchanged: await measure(since(current.version)),
    notModified: await measure(since(current.version), 304, { 'If-None-Match': etag }),
    delta: await measure(since(first.version)),
    gone: await measure(since('0.0.1'), 410),
    full: await measure(routes.getFullSync.path),
  };
  return stop().then(() => costs);
}

function microsecondsOf(pid: number | undefined): number {
  const threads = readdirSync(`/proc/${pid}/task`).map((id) => `/proc/${pid}/task/${id}/schedstat`);
  return threads.reduce((sum, file) => sum + Number.parseInt(readFileSync(file, 'utf8'), 10) / 1000, 0);
}
