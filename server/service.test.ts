import { once } from 'node:events';
import { Agent } from 'node:http';
import { connect, Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { exchange, statusesIn } from './http/testing/messages/index.ts';
import { get } from './http/testing/messages/write.ts';
import { getWith } from './testing/busy-clients.ts';
import { startTestService } from './testing/start-test-service.ts';

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

it('a client has connected, and listening is about to end → its request gets a response', async () => {
  const service = await startTestService();
  const drained = service.drain();
  const received = exchange(service.url, get('Connection: close\r\n'));
  // Until the timer of the drain is due, in the turn in which the system has connected the client.
  process.nextTick(() => {
    for (const start = performance.now(); performance.now() < start + 50; );
  });
  expect(statusesIn(await received)).toEqual([200]);
  await drained;
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
