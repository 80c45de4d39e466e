// One engine in short form. `npx vitest run --project browsers` has all of them.
import { expect, it } from 'vitest';
import { HostileService, releaseOf } from '../src/sync/testing/hostile-service.ts';
import { chromium } from './engines/puppeteer.ts';
import { down } from './page-server.ts';
import { readCopy, startSync, untilState } from './pages.ts';
import { useBrowser } from './use-browser.ts';

const { serve, openTabs } = useBrowser(chromium);

it('a page in Chromium → in step with a new release, which is there without the service, too', async () => {
  const service = new HostileService();
  const server = await serve(service.fetch);
  const [tab] = await openTabs(1, server.url);
  service.publish();
  await tab!.run('return sync.refresh()');
  expect(await untilState(tab!, { status: 'fresh', version: '1.1.0' })).toMatchObject({
    storage: 'indexeddb',
  });
  server.upstream = down;
  await tab!.go(server.url);
  await startSync(tab!);
  await untilState(tab!, { source: 'storage', status: 'offline' });
  expect(await readCopy(tab!)).toEqual(releaseOf(1));
});
