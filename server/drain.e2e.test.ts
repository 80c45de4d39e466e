/** The end of a process, while clients send requests on connections that they keep. */
import { Agent, request } from 'node:http';
import { expect, it, vi } from 'vitest';
import { startServer } from '../lib/process.ts';
import { useTemporaryFolder } from '../lib/testing/use-temporary-folder.ts';
import { getWith, keepBusy } from './testing/busy-clients.ts';

const folder = useTemporaryFolder();
const path = '/api/taxonomy/layers';
const timeout = 20_000;

function startApi(env: Readonly<Record<string, string>> = {}) {
  const all = { DATA_DIR: folder(), LOG_LEVEL: 'silent', ...env };
  return startServer('server/main.ts', ['PORT'], { env: all, readyPath: path });
}

it.each(['SIGTERM', 'SIGHUP'] as const)(
  '%s while 20 clients are busy → no request is lost',
  async (signal) => {
    const { child, urls } = await startApi();
    const clients = keepBusy(urls.PORT);
    await vi.waitFor(() => expect(clients.completed()).toBeGreaterThan(100), timeout);
    child.kill(signal);
    const lost = await clients.untilRefused();
    expect(await child).toMatchObject({ exitCode: 0 });
    expect(lost).toEqual([]);
  },
);

it('DRAIN_DELAY → health is unavailable, requests are served, and connections end', async () => {
  const { child, urls } = await startApi({ DRAIN_DELAY: '3' });
  const agent = new Agent({ keepAlive: true });
  expect(await getWith(agent, urls.PORT)).toMatchObject({ status: 200, connection: 'keep-alive' });
  child.kill('SIGTERM');
  await vi.waitFor(async () => {
    const health = await getWith(new Agent(), urls.PORT, '/api/taxonomy/health');
    expect([health.status, JSON.parse(health.body).status]).toEqual([503, 'unavailable']);
  }, timeout);
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
  // The request is there when a later one has its response.
  await getWith(new Agent(), urls.PORT);
  child.kill('SIGINT');
  const refused = { code: 'ECONNREFUSED' };
  await vi.waitFor(() => expect(getWith(new Agent(), urls.PORT)).rejects.toMatchObject(refused), timeout);
  child.kill('SIGINT');
  expect(await child).toMatchObject({ exitCode: 130 });
});
