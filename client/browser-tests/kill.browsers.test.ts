// The browser is killed while a page stores. `KILLS=50 npx vitest run --project browsers kill` is the long run.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { createTemporaryFolder, removeFolder } from '../../lib/temporary-folder.ts';
import { until } from '../../lib/until.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { chromium } from './engines/puppeteer.ts';
import { startPageServer } from './page-server.ts';
import { needEngine } from './use-browser.ts';

const kills = Number(process.env.KILLS ?? 3);

/** 20,000 nodes; each has a name that tells n. It runs in the page, too. */
function releaseOf(n: number): Release {
  const many = <Part>(count: number, more: () => Part) =>
    Array.from({ length: count }, (_, index) => ({
      ...{ code: `C${index}`, numericCode: String(index + 1), name: `Name ${n}` },
      ...more(),
    }));
  const layers = many(10, () => ({ categories: many(100, () => ({ subcategories: many(20, () => ({})) })) }));
  return { version: `1.${n}.0`, checksum: '', lastUpdated: '', layers, aliases: [] };
}

const storage = `const storage = taxonomy.indexedDbStorage('copies');`;

it(`the browser is killed ${kills} times while a page stores → each time the release before, or the new one, and whole`, async ({
  skip,
}) => {
  needEngine(chromium, skip);
  const profile = createTemporaryFolder();
  const server = await startPageServer(async () => new Response('{}'));
  onTestFinished(async () => {
    await server.close();
    removeFolder(profile);
  });
  /** The newest release of which the page told that it is stored. */
  const told = () => Number(server.requests.at(-1)?.path.split('=')[1] ?? -1);
  const outcomes = { before: 0, after: 0 };
  for (let kill = 0; kill < kills; kill += 1) {
    const browser = await chromium.start(profile);
    const tab = await browser.open(server.url);
    const next = told() + 1;
    const count = server.requests.length;
    const saving = tab.run(`${storage} const releaseOf = ${releaseOf};
      for (let n = ${next}; ; n += 1) { await storage.save(releaseOf(n)); await fetch('/saved?n=' + n); }`);
    saving.catch(() => {});
    const timedOut = () => new Error('Nothing is stored');
    await until(async () => server.requests.length > count, { timeoutMs: 60_000, timedOut });
    const { time } = server.requests.at(-1)!;
    await until(async () => server.requests.length > count + 1, { timeoutMs: 60_000, timedOut });
    // At any moment of the third.
    await sleep(Math.random() * (server.requests.at(-1)!.time - time));
    await browser.kill();
    outcomes[(await check(profile, told())) ? 'after' : 'before'] += 1;
  }
  console.log(`${kills} kills: ${JSON.stringify(outcomes)}`);

  /** @returns whether the release after the one that was told is there */
  async function check(folder: string, last: number): Promise<boolean> {
    const browser = await chromium.start(folder);
    const tab = await browser.open(server.url);
    const loaded = await tab.run<Release[]>(
      `${storage} const all = []; for await (const one of storage.load()) all.push(one); return all;`,
    );
    await browser.close();
    const newest = Number(loaded[0]?.version.split('.')[1]);
    expect([last, last + 1]).toContain(newest);
    expect(loaded).toEqual([releaseOf(newest), releaseOf(newest - 1)]);
    return newest > last;
  }
});
