import { afterAll, beforeEach, onTestFinished } from 'vitest';
import { Unreachable } from '../../lib/reach.ts';
import type { Browser, Engine, Tab } from './engines/model.ts';
import { type PageServer, startPageServer, type Upstream } from './page-server.ts';
import { openSync, type SyncOptions, untilState } from './pages.ts';

/** Skips a test with the reason where the engine is not installed. In CI the test fails with it. */
export function needEngine({ missing }: Engine, skip: (reason: string) => void): void {
  const reason = missing();
  if (reason === undefined) return;
  if (process.env.CI) throw new Error(reason);
  skip(reason);
}

/** One browser for all tests of a block. */
export function useBrowser(engine: Engine) {
  let starting: Promise<Browser> | undefined;
  const opened: Tab[] = [];
  beforeEach(async ({ skip }) => {
    needEngine(engine, skip);
    starting ??= engine.start();
    await starting.catch((error) => {
      // npm cannot fetch the driver of the browser.
      if (!(error instanceof Unreachable) || process.env.CI) throw error;
      skip(error.message);
    });
  });
  afterAll(async () => (await starting?.catch(() => undefined))?.close());

  /** On a port of its own, so that tests share nothing that is stored. */
  async function serve(upstream: Upstream): Promise<PageServer> {
    const server = await startPageServer(upstream);
    onTestFinished(async () => {
      // A tab that crashed is closed already.
      for (const tab of opened.splice(0)) await tab.close().catch(() => {});
      await server.close();
    });
    return server;
  }
  async function open(url: string): Promise<Tab> {
    starting ??= engine.start();
    const tab = await (await starting).open(url);
    opened.push(tab);
    return tab;
  }
  return {
    serve,
    open,
    /** Tabs of one origin, each with a sync that has begun. */
    async openTabs(count: number, url: string, options?: SyncOptions): Promise<Tab[]> {
      const tabs: Tab[] = [];
      for (let index = 0; index < count; index += 1) {
        const tab = await openSync({ open }, url, options);
        await untilState(tab, { status: 'fresh' });
        tabs.push(tab);
      }
      return tabs;
    },
  };
}
