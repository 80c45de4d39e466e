import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Unreachable } from '../../lib/reach.ts';
import { listen } from './listen.ts';
import { probe, reasonOf } from './probe.ts';

const request = { method: 'GET', path: '/', headers: {} };
let close = async () => {};
afterEach(() => close());

describe('probe', () => {
  it('a response of any status → the response', async () => {
    const server = await listen(createServer((_, response) => response.writeHead(503).end('down')));
    close = server.close;
    expect(await probe(server.url, request)).toMatchObject({ status: 503, body: 'down' });
  });

  it.each([
    ['sends nothing', () => undefined, 'no response came in time'],
    ['sends a byte now and then', (write: () => void) => setInterval(write, 20), 'no response came in time'],
    [
      'closes the connection',
      (_: () => void, end: () => void) => void end(),
      'the connection broke (ECONNRESET)',
    ],
  ])('a server that %s → unreachable: %s', async (_, behave, want) => {
    const server = createTcpServer((socket) => {
      // Otherwise the end of the connection is not noticed.
      socket.on('error', () => {}).resume();
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 999\r\n');
      const timer = behave(
        () => socket.write('a: b\r\n'),
        () => socket.destroy(),
      );
      socket.on('close', () => clearInterval(timer || undefined));
    });
    const { url, close } = await listen(server);
    const asked = probe(url, request, 200);
    await expect(asked).rejects.toThrow(`${url} cannot be reached: ${want}`);
    await expect(asked).rejects.toBeInstanceOf(Unreachable);
    await close();
  });
});

describe('reasonOf', () => {
  it.each([
    ['ECONNREFUSED', 'refused'],
    ['ENOTFOUND', 'DNS'],
    ['EAI_AGAIN', 'DNS'],
    ['EHOSTUNREACH', 'no network'],
    ['ETIMEDOUT', 'in time'],
    ['CERT_HAS_EXPIRED', 'has expired'],
    ['CERT_NOT_YET_VALID', 'clock'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'another host'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'NODE_EXTRA_CA_CERTS'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'NODE_EXTRA_CA_CERTS'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'NODE_EXTRA_CA_CERTS'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'NODE_EXTRA_CA_CERTS'],
    ['EPROTO', 'http://'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'http://'],
  ])('%s → a sentence with %s', (code, want) => {
    expect(reasonOf(code)).toContain(want);
  });

  it('another code → none', () => {
    expect(reasonOf('ECONNRESET')).toBeUndefined();
  });
});
