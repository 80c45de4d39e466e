import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Connections, keepAlive } from './keep-alive.ts';

const get = { method: 'GET', path: '/here?a=%ZZ', headers: {} };
let close = () => {};
afterEach(() => close());

async function connect(listener: RequestListener): Promise<Connections> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const connections = keepAlive(`http://127.0.0.1:${port}/base/`, 200);
  close = () => {
    connections.close();
    server.close().closeAllConnections();
  };
  return connections;
}

describe('keepAlive', () => {
  it('one request after another → one connection, paths as they are, below that of the URL', async () => {
    const ports = new Set();
    const { send } = await connect((request, response) => {
      ports.add(request.socket.remotePort);
      response.writeHead(404, { 'X-Path': request.url }).end('body');
    });
    await send(get);
    expect(await send(get)).toMatchObject({
      status: 404,
      headers: { 'x-path': '/base/here?a=%ZZ' },
      body: 'body',
    });
    expect(ports.size).toBe(1);
  });

  it('an idle connection closed by the server → another one, and an answer', async () => {
    const used = new Set();
    const { send } = await connect((request, response) => {
      if (used.has(request.socket)) request.socket.resetAndDestroy();
      used.add(request.socket);
      response.end();
    });
    await send(get);
    expect(await send(get)).toMatchObject({ status: 200 });
  });

  it.each<[string, RequestListener, string]>([
    ['no answer', () => {}, 'no answer for 200 ms'],
    ['half an answer', (_, response) => response.writeHead(200).write('{'), 'no answer for 200 ms'],
    ['hung up', (request) => request.socket.destroy(), 'socket hang up'],
  ])('%s → rejected', async (_, listener, message) => {
    const { send } = await connect(listener);
    await expect(send(get)).rejects.toThrow(message);
  });
});
