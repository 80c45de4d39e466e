import { createServer, type RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type Connections, keepAlive } from './keep-alive.ts';
import { listen } from './listen.ts';

const get = { method: 'GET', path: '/here?a=%ZZ', headers: {} };
let close = async () => {};
afterEach(() => close());

async function connect(listener: RequestListener): Promise<Connections> {
  const server = await listen(createServer(listener));
  const connections = keepAlive(`${server.url}/base/`, 200);
  close = () => {
    connections.close();
    return server.close();
  };
  return connections;
}

describe('keepAlive', () => {
  it('two requests → one connection, unchanged paths below the base path', async () => {
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

  it('an idle connection closed by the server → a new connection, and a response', async () => {
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
    ['no response', () => {}, 'no response for 200 ms'],
    ['half a response', (_, response) => response.writeHead(200).write('{'), 'no response for 200 ms'],
    ['a closed connection', (request) => request.socket.destroy(), 'socket hang up'],
  ])('%s → rejected', async (_, listener, message) => {
    const { send } = await connect(listener);
    await expect(send(get)).rejects.toThrow(message);
  });
});
