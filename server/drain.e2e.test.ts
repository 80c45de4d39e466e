/** The end of a process, while clients send requests on connections that they keep. */
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startServer } from '../lib/process.ts';
import { useTemporaryFolder } from '../lib/testing/use-temporary-folder.ts';

const folder = useTemporaryFolder();
const path = '/api/taxonomy/layers';

function startApi(env: Readonly<Record<string, string>> = {}) {
  const all = { DATA_DIR: folder(), LOG_LEVEL: 'silent', ...env };
  return startServer('server/main.ts', ['PORT'], { env: all, readyPath: path });
}

interface Received {
  readonly status: number | undefined;
  readonly body: string;
  readonly connection: string | undefined;
}

function get(url: string, agent: Agent, target = path): Promise<Received> {
  return new Promise((resolve, reject) => {
    const sent = request(url + target, { agent }, async (response) => {
      const { statusCode: status, headers } = response;
      resolve({ status, connection: headers.connection, body: await text(response) });
    });
    sent.on('error', (error) => reject(Object.assign(error, { isNew: !sent.reusedSocket }))).end();
  });
}

it.each(['SIGTERM', 'SIGHUP'] as const)(
  '%s while 20 clients are busy → no request is lost',
  async (signal) => {
    const { child, urls } = await startApi();
    let completed = 0;
    const lost: unknown[] = [];
    let isAccepting = true;
    const clients = Array.from({ length: 20 }, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (;;) {
        try {
          const { status } = await get(urls.PORT, agent);
          if (status !== 200) lost.push(status);
          completed += 1;
        } catch (error) {
          const { code, isNew } = error as NodeJS.ErrnoException & { isNew: boolean };
          // Nobody listens any more, or the system reset the connection before it was accepted: a balancer would have
          // sent this request elsewhere.
          if (code === 'ECONNREFUSED' || (code === 'ECONNRESET' && isNew)) return;
          lost.push(error);
          if (!isAccepting) return;
        }
        await sleep(Math.random() * 20);
      }
    });
    await sleep(500);
    child.kill(signal);
    isAccepting = false;
    await Promise.all(clients);
    expect(await child).toMatchObject({ exitCode: 0 });
    expect(lost).toEqual([]);
    expect(completed).toBeGreaterThan(100);
  },
);

it('DRAIN_DELAY → health is unavailable, requests are served, and connections end', async () => {
  const { child, urls } = await startApi({ DRAIN_DELAY: '1' });
  const agent = new Agent({ keepAlive: true });
  expect(await get(urls.PORT, agent)).toMatchObject({ status: 200, connection: 'keep-alive' });
  child.kill('SIGTERM');
  await sleep(300);
  const health = await get(urls.PORT, new Agent(), '/api/taxonomy/health');
  expect([health.status, JSON.parse(health.body).status]).toEqual([503, 'unavailable']);
  for (const one of [agent, new Agent({ keepAlive: true })])
    expect(await get(urls.PORT, one)).toMatchObject({ status: 200, connection: 'close' });
  expect(await child).toMatchObject({ exitCode: 0 });
});

it('SIGINT twice → ends at once, and says so', async () => {
  const { child, urls } = await startApi();
  const headers = { 'Content-Type': 'application/json', 'Content-Length': 9 };
  // Its body never comes.
  const body = request(`${urls.PORT}/api/taxonomy/convert/batch`, { method: 'POST', headers });
  body.on('error', () => {}).flushHeaders();
  await sleep(300);
  child.kill('SIGINT');
  await sleep(300);
  child.kill('SIGINT');
  expect(await child).toMatchObject({ exitCode: 130 });
});
