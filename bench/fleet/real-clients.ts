/** A plan as it is simulated, carried out by real clients and a real service on this machine. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { startNginx } from '../../lib/nginx.ts';
import { startNode, stopAll } from '../../lib/process.ts';
import { createTemporaryFolder } from '../../lib/temporary-folder.ts';
import { openStore } from '../../server/store/open-store.ts';
import { startBreakableProxy } from '../../server/store/testing/breakable-proxy.ts';
import { readJson, startApi } from '../lib/api.ts';
import { publishToStore } from '../lib/publish-to-store.ts';
import { renameOne } from '../lib/taxonomies.ts';
import { emptySeconds, type Plan, type Second } from './model.ts';

export async function carryOut(plan: Plan): Promise<Second[]> {
  const { publishMs = 0, outageMs: [from, to] = [0, 0] } = plan;
  const dataDir = createTemporaryFolder();
  const service = await startApi(dataDir);
  const network = await startBreakableProxy(service.urls.PORT);
  const nginx = plan.cacheMs ? await startNginx('micro-cache', network.url) : undefined;
  const args = [nginx?.url ?? network.url, plan.clients / 4, plan.intervalMs].map(String);
  const children = [1, 2, 3, 4].map(() => startNode(['bench/fleet/client-process.ts', ...args]));
  const told: { readonly at: number; readonly counted: Second }[] = [];
  for (const child of children) child.on('message', (message: (typeof told)[number]) => told.push(message));
  await Promise.all(children.map((child) => once(child as unknown as NodeJS.EventEmitter, 'message')));
  const began = Date.now();
  const at = (ms: number) => sleep(began + ms - Date.now());
  await at(publishMs);
  for (const child of children) child.send?.('a release');
  const store = await openStore({ dataDir });
  await publishToStore(store, renameOne(await readJson(service.urls.PORT, 'getTaxonomy'), 'Renamed'));
  await store.close();
  await at(from);
  network.cut();
  await at(to);
  network.restore();
  await at(plan.seconds * 1000);
  await stopAll(children);
  await Promise.all([nginx?.stop(), network.close(), service.stop()]);
  const seconds = emptySeconds(plan.seconds);
  for (const { at: time, counted } of told) {
    const second = seconds[Math.max(0, Math.floor((time - began) / 1000))];
    if (second) for (const [key, figure] of Object.entries(counted)) second[key as keyof Second] += figure;
  }
  for (const [index, second] of seconds.entries()) second.inStep += seconds[index - 1]?.inStep ?? 0;
  return seconds;
}
