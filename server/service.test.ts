import { Server } from 'node:net';
import { expect, it, vi } from 'vitest';
import { startTestService } from './testing/start-test-service.ts';

it('errors of the listening server → each is logged, and it serves on', async () => {
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

it('a port that is taken → it does not start, and says why', async () => {
  const first = await startTestService();
  const second = startTestService({ environment: { PORT: new URL(first.url).port } });
  await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await first.close();
});
