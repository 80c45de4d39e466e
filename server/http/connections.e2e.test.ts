/** Clients that send or read too slowly, or too much. The limits are seconds, so these run at the same time. */
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { startTestService, type TestService } from '../testing/start-test-service.ts';

const publish = '/api/taxonomy/releases';
const convert = '/api/taxonomy/convert/batch';

function start(target: string, lines: string): string {
  return `POST ${target} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${lines}\r\n`;
}

/** 40 KB, so that it takes 20 seconds at 2 KiB a second. */
const batch = JSON.stringify({ direction: 'hfn-to-mfa', addresses: Array(2500).fill('S.POP.HPM.001') });
const batchStart = start(convert, `Content-Length: ${batch.length}\r\n`);

describe.each(['on', 'off'])('with the response cache %s', { concurrent: true }, (RESPONSE_CACHE) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ environment: { RESPONSE_CACHE } });
  });
  afterAll(() => service.close());

  const open = (first: string): Socket => {
    const { hostname, port } = new URL(service.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    socket.write(first);
    return socket;
  };
  /** Sends the text a part a second, for as long as the connection is open. */
  async function sendSlowly(socket: Socket, whole: string, bytesASecond: number) {
    for (let at = 0; at < whole.length && socket.writable; at += bytesASecond) {
      socket.write(whole.slice(at, at + bytesASecond));
      await sleep(1000);
    }
  }

  it('a body of 100 bytes a second → 408, and the connection ends', async ({ expect }) => {
    const socket = open(batchStart);
    void sendSlowly(socket, batch, 100);
    expect(await text(socket)).toMatch(/^HTTP\/1.1 408 [\s\S]*\/problems\/request-timeout/);
  });

  it('a body of 2 KiB a second → is read to its end', async ({ expect }) => {
    const socket = open(batchStart.replace('Host', 'Connection: close\r\nHost'));
    void sendSlowly(socket, batch, 2048);
    expect(await text(socket)).toMatch(/^HTTP\/1.1 200 /);
  });

  it('headers of one line a second → 408', async ({ expect }) => {
    const socket = open('GET / HTTP/1.1\r\n');
    void sendSlowly(socket, 'a: b\r\n'.repeat(30), 6);
    expect(await text(socket)).toMatch(/^HTTP\/1.1 408 [\s\S]*\/problems\/request-timeout/);
  });

  it('a connection that sends nothing → ends without a response', async ({ expect }) => {
    expect(await text(open(''))).toBe('');
  });

  it('a body that nobody wants → the response, and few bytes are taken', async ({ expect }) => {
    const socket = open(start(publish, 'Transfer-Encoding: chunked\r\n'));
    const received = text(socket);
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    while (socket.writable && !socket.destroyed) {
      socket.write(chunk);
      await sleep(0);
    }
    expect(await received.catch(() => 'reset')).toMatch(/^HTTP\/1.1 403 |^reset$/);
    expect(socket.bytesWritten - socket.writableLength).toBeLessThan(32 * 2 ** 20);
  });

  it.for([
    [400, 0, 400],
    [400, 15_000, 399],
    [1000, 0, 600],
  ])(
    '%d requests at once, read after %d ms → at most %d responses',
    async ([sent = 0, pause = 0, most = 0], { expect }) => {
      const socket = open('GET /api/taxonomy HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(sent));
      socket.pause();
      await sleep(pause);
      if (sent === most) socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
      const received = await text(socket).catch(() => '');
      const responses = received.match(/HTTP\/1.1 200 /g)?.length ?? 0;
      if (sent === most) expect(responses).toBe(sent);
      else expect(responses).toBeLessThanOrEqual(most);
    },
  );
});
