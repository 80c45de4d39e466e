import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { sizeOf } from './load-connection.ts';
import { p99Of, pacedP99 } from './load-paced.ts';

let server: Server;
afterEach(() => server?.closeAllConnections());

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const request = { method: 'GET', path: '/', headers: {} } as const;
const respond: RequestListener = (_request, response) => response.setHeader('Content-Length', 2).end('{}');

describe('pacedP99', () => {
  it('500 requests per second for 0.2 s → exactly 100 requests', async () => {
    let received = 0;
    const origin = await serve((...exchange) => {
      received += 1;
      respond(...exchange);
    });
    await pacedP99(origin, request, { requestsPerSecond: 500, seconds: 0.2 });
    expect(received).toBe(100);
  });

  it('a server that stalls once → the requests due meanwhile are late too', async () => {
    const stallMs = 300;
    let stalled = false;
    const origin = await serve((...exchange) => {
      if (stalled) return respond(...exchange);
      stalled = true;
      const end = performance.now() + stallMs;
      while (performance.now() < end); // blocks, like a long garbage collection
      respond(...exchange);
    });
    // Server and load share this process, so the load stalls too. Latency has to count from the due time.
    const p99 = await pacedP99(origin, request, { requestsPerSecond: 1000, seconds: 0.5 });
    expect(p99).toBeGreaterThan(stallMs / 2);
  });

  it('responses that differ in size → an error, because the request measured has only one response', async () => {
    let count = 0;
    const origin = await serve((_request, response) => {
      count += 1;
      response.setHeader('Content-Length', count).end('x'.repeat(count));
    });
    const paced = pacedP99(origin, request, { requestsPerSecond: 500, seconds: 0.5 });
    await expect(paced).rejects.toThrow('differ in size');
  });
});

it.each([
  ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n', 40],
  ['HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n', 40],
  ['HTTP/1.1 200 OK\r\nContent-Len', 0],
])('the head %j → a response of %i bytes', (received, size) => {
  expect(sizeOf(received)).toBe(size);
});

it('100 latencies → the 99th', () => {
  expect(p99Of(Float64Array.from({ length: 100 }, (_, index) => 100 - index))).toBe(99);
});
