import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { startReaders } from './readers.ts';

let server: Server;
let asked: number;

/** Returns what the readers report once they have asked often. */
async function readFrom(answer: RequestListener) {
  asked = 0;
  server = createServer((request, response) => {
    asked += 1;
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const readers = startReaders(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, ['1.2.3']);
  await vi.waitFor(() => expect(asked).toBeGreaterThan(20), 10_000);
  return readers.stop();
}

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

it('versions rise, bodies unchanged → nothing to complain of', async () => {
  const report = await readFrom((request, response) => {
    if (request.headers['if-none-match']) return response.writeHead(304).end();
    return response.setHeader('ETag', '"tag"').end(JSON.stringify({ version: `1.2.${asked}` }));
  });
  expect(report).toMatchObject({ reads: asked, failed: 0, wentBack: 0, details: [] });
});

it('one answer of an older version → counted and told', async () => {
  const report = await readFrom((_, response) => {
    response.end(JSON.stringify({ version: asked === 15 ? '1.2.2' : '1.2.3' }));
  });
  expect(report).toMatchObject({
    failed: 0,
    wentBack: 1,
    details: [expect.stringContaining('1.2.2 after 1.2.3')],
  });
});

it('a refusal and a broken connection → two failed reads, told', async () => {
  const report = await readFrom((_, response) => {
    if (asked === 3) response.socket?.destroy();
    else response.writeHead(asked === 9 ? 503 : 200).end('{}');
  });
  expect(report).toMatchObject({ failed: 2, wentBack: 0 });
  expect(report.details).toHaveLength(2);
});
