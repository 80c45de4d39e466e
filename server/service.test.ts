import { Server } from 'node:net';
import { expect, it, vi } from 'vitest';
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
