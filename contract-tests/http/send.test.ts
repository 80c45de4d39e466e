import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { listen } from './listen.ts';
import { createSend } from './send.ts';

let close = async () => {};
afterEach(() => close());

/** A server that writes these bytes and closes the connection. */
async function serve(...parts: (string | Buffer)[]) {
  const received: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (chunk) => {
      received.push(chunk.toString());
      socket.end(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
    });
  });
  const listening = await listen(server);
  close = listening.close;
  return { url: listening.url, received };
}

async function responseTo(method: string, ...parts: (string | Buffer)[]) {
  const { url } = await serve(...parts);
  return createSend(url)({ method, path: '/toys', headers: {} });
}

describe('createSend', () => {
  it('a request → sent below the base path, with the length of its body', async () => {
    const { url, received } = await serve('HTTP/1.1 204 No Content\r\n\r\n');
    await createSend(`${url}/base/`)({
      method: 'post',
      path: '/toys?a=%ZZ',
      headers: { accept: 'x' },
      body: 'é',
    });
    expect(received[0]).toMatch(/^POST \/base\/toys\?a=%ZZ HTTP\/1.1\r\n/);
    expect(received[0]).toMatch(/content-length: 4\r\naccept: x\r\n\r\n"é"$/);
  });

  it('a response → its status, its body, and lower-case header names with repeated headers joined', async () => {
    const response = await responseTo(
      'GET',
      'HTTP/1.1 200 OK\r\nVary: A\r\nVary:  B \r\nContent-Length: 2\r\n\r\n{}',
    );
    expect(response).toMatchObject({ status: 200, headers: { vary: 'A, B' }, body: '{}', failures: [] });
  });

  it.each([
    ['chunked', ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{"a\r\n4\r\n":1}\r\n0\r\n\r\n']],
    ['gzip', ['HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n', gzipSync('{"a":1}')]],
  ])('%s → decoded', async (_, parts) => {
    expect(await responseTo('GET', ...parts)).toMatchObject({ body: '{"a":1}', failures: [] });
  });

  it.each([
    ['a body on 304', 'GET', 'body on the wire must be empty, is 2 bytes', ['HTTP/1.1 304 Same\r\n\r\n{}']],
    ['a body on 204', 'GET', 'body on the wire must be empty, is 2 bytes', ['HTTP/1.1 204 None\r\n\r\n{}']],
    ['a body on HEAD', 'HEAD', 'body on the wire must be empty, is 2 bytes', ['HTTP/1.1 200 OK\r\n\r\n{}']],
    [
      'a body longer than announced',
      'GET',
      'header content-length must be 3, the length of the body, is 2',
      ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}x'],
    ],
    [
      'a body shorter than announced',
      'GET',
      'header content-length must be 2, the length of the body, is 9',
      ['HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}'],
    ],
    [
      'a body that is not in its encoding',
      'GET',
      'body cannot be decoded as br',
      ['HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n{}'],
    ],
  ])('%s, %s → %s', async (_, method, want, parts) => {
    const { failures } = await responseTo(method, ...parts);
    expect(failures.map(({ where, detail }) => `${where} ${detail}`)).toEqual([want]);
  });

  it('bytes that are not HTTP → an error that shows them', async () => {
    await expect(responseTo('GET', 'SSH-2.0-toy\r\n\r\n')).rejects.toThrow(
      'not an HTTP response: SSH-2.0-toy',
    );
  });

  it('nothing listens → an error', async () => {
    const send = createSend('http://127.0.0.1:9');
    await expect(send({ method: 'GET', path: '/', headers: {} })).rejects.toThrow('ECONNREFUSED');
  });
});
