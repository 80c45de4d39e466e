/** The end of a process, while clients send requests on connections that they keep. */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startServer } from '../lib/process.ts';
import { useTemporaryFolder } from '../lib/testing/use-temporary-folder.ts';
import { getWith, keepBusy } from './testing/busy-clients.ts';

const folder = useTemporaryFolder();
const path = '/api/taxonomy/layers';

function startApi(env: Readonly<Record<string, string>> = {}) {
  const all = { DATA_DIR: folder(), LOG_LEVEL: 'silent', ...env };
  return startServer('server/main.ts', ['PORT'], { env: all, readyPath: path });
}

it.each(['SIGTERM', 'SIGHUP'] as const)(
  '%s while 20 clients are busy → no request is lost',
  async (signal) => {
    const { child, urls } = await startApi();
    const clients = keepBusy(urls.PORT);
    await sleep(500);
    child.kill(signal);
    const { completed, lost } = await clients.untilRefused();
    expect(await child).toMatchObject({ exitCode: 0 });
    expect(lost).toEqual([]);
    expect(completed).toBeGreaterThan(100);
  },
);

it('DRAIN_DELAY → health is unavailable, requests are served, and connections end', async () => {
  const { child, urls } = await startApi({ DRAIN_DELAY: '1' });
  const agent = new Agent({ keepAlive: true });
  expect(await getWith(agent, urls.PORT)).toMatchObject({ status: 200, connection: 'keep-alive' });
  child.kill('SIGTERM');
  await sleep(300);
  const health = await getWith(new Agent(), urls.PORT, '/api/taxonomy/health');
  expect([health.status, JSON.parse(health.body).status]).toEqual([503, 'unavailable']);
  for (const one of [agent, new Agent({ keepAlive: true })])
    expect(await getWith(one, urls.PORT)).toMatchObject({ status: 200, connection: 'close' });
  expect(await child).toMatchObject({ exitCode: 0 });
});

it('SIGINT twice → ends at once, and says so', async () => {
  const { child, urls } = await startApi();
  const headers = { 'Content-Type': 'application/json', 'Content-Length': 9 };
  // Its body never comes.
  const pending = request(`${urls.PORT}/api/taxonomy/convert/batch`, { method: 'POST', headers });
  pending.on('error', () => {}).flushHeaders();
  await sleep(300);
  child.kill('SIGINT');
  await sleep(300);
  child.kill('SIGINT');
  expect(await child).toMatchObject({ exitCode: 130 });
});
