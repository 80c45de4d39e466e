import { once } from 'node:events';
import { readFile } from 'node:fs';
import { Agent, request } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { connect, Server } from 'node:net';
import { text } from 'node:stream/consumers';
import timers, { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { readContract } from '../contract/bundle-file.ts';
import { parseContract } from '../contract/contract.ts';
import { exchange, statusesIn } from './http/testing/messages/index.ts';
import { get } from './http/testing/messages/write.ts';
import { getWith } from './testing/busy-clients.ts';
import { startTestService } from './testing/start-test-service.ts';

const health = '/api/taxonomy/health';

/** From now on, these stand still until the test moves them. */
function freeze(...toFake: ('setTimeout' | 'performance')[]): void {
  vi.useFakeTimers({ toFake });
  // For `import { setTimeout } from 'node:timers/promises'`.
  syncBuiltinESMExports();
}

function unfreeze(): void {
  vi.restoreAllMocks();
  vi.useRealTimers();
  syncBuiltinESMExports();
}
afterEach(unfreeze);

it('the listening server reports errors → each is logged, and requests are served', async () => {
  const listen = vi.spyOn(Server.prototype, 'listen');
  const service = await startTestService();
  const server = listen.mock.contexts[0] as Server;
  listen.mockRestore();
  const messages = ['too many open files', 'and once more'];
  for (const message of messages) server.emit('error', new Error(message));
  expect((await service.request('/api/taxonomy/layers')).status).toBe(200);
  const errors = service.logs.filter(({ level }) => level === 50).map(({ err }) => err);
  expect(errors).toEqual(messages.map((message) => expect.objectContaining({ message })));
  await service.close();
});

it('the port is taken → the start is rejected with EADDRINUSE', async () => {
  const first = await startTestService();
  const second = startTestService({ environment: { PORT: new URL(first.url).port } });
  await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await first.close();
});

it('MAX_CONNECTIONS are open → a further one is closed, the log says so, and the others are served', async () => {
  const service = await startTestService({ environment: { MAX_CONNECTIONS: '2' } });
  const { hostname, port } = new URL(service.url);
  const open = () => connect(Number(port), hostname);
  const sockets = [open(), open()];
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  expect(await text(open())).toBe('');
  expect(service.logs.at(-1)).toMatchObject({ level: 40, maxConnections: 2 });
  sockets[0]!.write('GET /api/taxonomy/layers HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  expect(await text(sockets[0]!)).toMatch(/^HTTP\/1.1 200 /);
  sockets[1]!.destroy();
  await service.close();
});

it.each<[string, (drain: () => void) => void]>([
  ['a timer', (drain) => setTimeout(drain, 1)],
  ['an immediate', (drain) => setImmediate(drain)],
  ['an event of the system, such as a signal,', (drain) => readFile(new URL(import.meta.url), drain)],
])('a client has connected, and %s begins the drain → its request gets a response', async (_, when) => {
  const service = await startTestService();
  await new Promise<void>((resolve) => when(resolve));
  const drained = service.drain();
  const received = exchange(service.url, get('Connection: close\r\n'));
  // This turn lasts until the system has connected the client.
  process.nextTick(() => {
    for (const start = performance.now(); performance.now() < start + 50; );
  });
  expect(statusesIn(await received)).toEqual([200]);
  await drained;
  await service.close();
});

it('many clients have connected at once, and listening is about to end → each request gets a response', async () => {
  const service = await startTestService();
  const drained = service.drain();
  const received = Array.from({ length: 10 }, () => exchange(service.url, get('Connection: close\r\n')));
  expect((await Promise.all(received)).map(statusesIn)).toEqual(received.map(() => [200]));
  await drained;
  await service.close();
});

it('clients connect without a pause → listening ends nevertheless', async () => {
  const service = await startTestService();
  let isDrained = false;
  const connectAgain = () => {
    if (isDrained) return;
    const { hostname, port } = new URL(service.url);
    const socket = connect(Number(port), hostname, () => {
      socket.destroy();
      connectAgain();
    });
    socket.on('error', () => {});
  };
  connectAgain();
  await service.drain();
  isDrained = true;
  await service.close();
});

it('DRAIN_DELAY → meanwhile health is unavailable, requests are served, and connections end', async () => {
  const service = await startTestService({ environment: { DRAIN_DELAY: '1' } });
  const agent = new Agent({ keepAlive: true });
  expect(await getWith(agent, service.url)).toMatchObject({ status: 200, connection: 'keep-alive' });
  freeze('setTimeout');
  const drained = service.drain();
  vi.advanceTimersByTime(999);
  const { status, body } = await getWith(new Agent(), service.url, health);
  expect([status, JSON.parse(body).status]).toEqual([503, 'unavailable']);
  for (const one of [agent, new Agent({ keepAlive: true })])
    expect(await getWith(one, service.url)).toMatchObject({ status: 200, connection: 'close' });
  vi.advanceTimersByTime(1);
  unfreeze();
  await drained;
  await expect(getWith(new Agent(), service.url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await service.close();
});

it('listening has ended → a request on a kept connection is served and ends it, and the drain is over', async () => {
  const service = await startTestService();
  const agent = new Agent({ keepAlive: true });
  await getWith(agent, service.url);
  freeze('performance');
  const drained = service.drain();
  expect(await Promise.race([drained, sleep(50, 'waiting')])).toBe('waiting');
  const { status, connection, body } = await getWith(agent, service.url, health);
  expect([status, connection, JSON.parse(body).status]).toEqual([503, 'close', 'unavailable']);
  await drained;
  await service.close();
});

it('no connection is kept, and there is no DRAIN_DELAY → the drain waits for no timer', async () => {
  const service = await startTestService();
  const delay = vi.spyOn(timers, 'setTimeout');
  freeze('performance');
  await service.drain();
  // Code that other tests have left may use other timers meanwhile.
  expect(delay).not.toHaveBeenCalledWith(0);
  await service.close();
});

it('a client keeps a connection and sends nothing → the drain waits for a second', async () => {
  const service = await startTestService();
  const agent = new Agent({ keepAlive: true });
  await getWith(agent, service.url);
  freeze('performance');
  const drained = service.drain();
  expect(await Promise.race([drained, sleep(50, 'waiting')])).toBe('waiting');
  vi.advanceTimersByTime(999);
  expect(await Promise.race([drained, sleep(50, 'waiting')])).toBe('waiting');
  vi.advanceTimersByTime(1);
  // Node itself ends the connection after five seconds.
  expect(await Promise.race([drained, sleep(4000, 'waiting')])).toBeUndefined();
  await service.close();
});

it('a request never ends → closing waits ten seconds for it, and then ends its connection', async () => {
  const service = await startTestService();
  const headers = { 'Content-Type': 'application/json', 'Content-Length': 9, Expect: '100-continue' };
  const pending = request(`${service.url}/api/taxonomy/convert/batch`, { method: 'POST', headers });
  const ended = once(pending, 'error');
  pending.flushHeaders();
  await once(pending, 'continue');
  freeze('setTimeout');
  const closed = service.close();
  vi.advanceTimersByTime(9_999);
  expect(await Promise.race([closed, nextTurn('waiting')])).toBe('waiting');
  vi.advanceTimersByTime(1);
  await closed;
  expect(await ended).toMatchObject([{ code: 'ECONNRESET' }]);
});

it('another contract → served from then on; one that the release breaks → rejected, and the previous one stays', async () => {
  const service = await startTestService();
  const { text } = readContract();
  const served = async () => (await (await service.request('/openapi.json')).json()).info.title;
  await service.useContract(parseContract(text.replace('title: Taxonomy API', 'title: Another API')));
  expect(await served()).toBe('Another API');
  const broken = text.replace(/( {4}DataVersion:\n(?: {6}.*\n)*? {6}maxLength: )32\n/, '$14\n');
  await expect(service.useContract(parseContract(broken))).rejects.toThrow('breaks the contract');
  expect(await served()).toBe('Another API');
  await service.close();
});

it('it drains and listens still → a kept connection does not end, because the next one could be reset', async () => {
  const service = await startTestService();
  const agent = new Agent({ keepAlive: true });
  await getWith(agent, service.url);
  await nextTurn();
  const received = getWith(agent, service.url);
  const drained = service.drain();
  expect(await received).toMatchObject({ status: 200, connection: 'keep-alive' });
  expect(await getWith(agent, service.url)).toMatchObject({ status: 200, connection: 'close' });
  await drained;
  await service.close();
});
