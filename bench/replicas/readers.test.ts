import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { startReaders } from './readers.ts';

let server: Server;
let received: number;

/** Returns the report of the readers after more than 20 requests. */
async function readFrom(respond: RequestListener) {
  received = 0;
  server = createServer((request, response) => {
    received += 1;
    respond(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const readers = startReaders(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, ['1.2.3']);
  await vi.waitFor(() => expect(received).toBeGreaterThan(20), 10_000);
  return readers.stop();
}

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

it('rising versions and unchanged bodies → no failure', async () => {
  const report = await readFrom((request, response) => {
    if (request.headers['if-none-match']) return response.writeHead(304).end();
    return response.setHeader('ETag', '"tag"').end(JSON.stringify({ version: `1.2.${received}` }));
  });
  expect(report).toMatchObject({ reads: received, failed: 0, wentBack: 0, details: [] });
});

it('one response of an older version → counted, with a detail', async () => {
  const report = await readFrom((_, response) => {
    response.end(JSON.stringify({ version: received === 15 ? '1.2.2' : '1.2.3' }));
  });
  expect(report).toMatchObject({
    failed: 0,
    wentBack: 1,
    details: [expect.stringContaining('1.2.2 after 1.2.3')],
  });
});

it('a 503 and a broken connection → two failed reads, with details', async () => {
  const report = await readFrom((_, response) => {
    if (received === 3) response.socket?.destroy();
    else response.writeHead(received === 9 ? 503 : 200).end('{}');
  });
  expect(report).toMatchObject({ failed: 2, wentBack: 0 });
  expect(report.details).toHaveLength(2);
});
