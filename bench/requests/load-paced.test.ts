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
const answer: RequestListener = (_request, response) => response.setHeader('Content-Length', 2).end('{}');

describe('at a fixed rate', () => {
  it('every request is sent, and no more', async () => {
    let asked = 0;
    const origin = await serve((...exchange) => {
      asked += 1;
      answer(...exchange);
    });
    await pacedP99(origin, request, { requestsPerSecond: 500, seconds: 0.2 });
    expect(asked).toBe(100);
  });

  it('a server that stalls once → those that were due meanwhile are late as well', async () => {
    const stallMs = 300;
    let stalled = false;
    const origin = await serve((...exchange) => {
      if (stalled) return answer(...exchange);
      stalled = true;
      const end = performance.now() + stallMs;
      while (performance.now() < end); // nobody is answered, as in a long collection of garbage
      answer(...exchange);
    });
    // Server and load share this process, so the load stalls too and may only count what was due, not sent.
    const p99 = await pacedP99(origin, request, { requestsPerSecond: 1000, seconds: 0.5 });
    expect(p99).toBeGreaterThan(stallMs / 2);
  });

  it('answers that differ in size → an error, for they are not the answer that is measured', async () => {
    let answers = 0;
    const origin = await serve((_request, response) => {
      answers += 1;
      response.setHeader('Content-Length', answers).end('x'.repeat(answers));
    });
    const paced = pacedP99(origin, request, { requestsPerSecond: 500, seconds: 0.5 });
    await expect(paced).rejects.toThrow('differ in size');
  });
});

it.each([
  ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n', 40],
  ['HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n', 40],
  ['HTTP/1.1 200 OK\r\nContent-Len', 0],
])('the head %j → an answer of %i bytes', (received, size) => {
  expect(sizeOf(received)).toBe(size);
});

it('100 latencies → the 99th', () => {
  expect(p99Of(Float64Array.from({ length: 100 }, (_, index) => 100 - index))).toBe(99);
});
