/** Connections to a plain server of node:http. A fake clock counts the seconds of the watch. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeAfterResponse, requestIn, watchProgress } from './connections.ts';

const server = {
  current: createServer(),
  /** Requests in the order in which they arrived. */
  requests: [] as IncomingMessage[],
  sockets: [] as Socket[],
};

async function serve(handle: RequestListener): Promise<void> {
  server.requests = [];
  server.sockets = [];
  server.current = createServer((request, response) => {
    server.requests.push(request);
    handle(request, response);
  }).on('connection', (socket) => server.sockets.push(socket));
  watchProgress(server.current);
  await once(server.current.listen(0, '127.0.0.1'), 'listening');
}

const clients: Socket[] = [];
function send(message: string): Socket {
  const socket = connect((server.current.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(message);
  clients.push(socket);
  return socket;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await nextTurn();
}

async function close(): Promise<void> {
  for (const client of clients.splice(0)) client.destroy();
  server.current.closeAllConnections();
  const closed = once(server.current, 'close');
  server.current.close();
  await closed;
}

const seconds = (count: number) => vi.advanceTimersByTime(count * 1000);
const post = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n';
const half = 4096;

describe('a connection that is watched', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  });
  afterEach(async () => {
    await close();
    vi.useRealTimers();
  });

  /** Reads the body of each request, and notes what goes wrong with it. */
  async function serveBodies(respond: (response: ServerResponse) => void = () => {}) {
    const errors: unknown[] = [];
    await serve((request, response) => {
      request.on('error', (error) => errors.push(error)).resume();
      respond(response);
    });
    return errors;
  }
  const received = (bytes: number) => until(() => (server.sockets[0]?.bytesRead ?? 0) >= bytes);

  it('no byte of a body for ten seconds → the request is refused as too slow, and not before', async () => {
    const errors = await serveBodies();
    send(post);
    await until(() => server.requests.length === 1);
    seconds(10);
    expect(errors).toEqual([]);
    seconds(1);
    expect(errors).toEqual([expect.objectContaining({ slug: 'request-timeout' })]);
    expect(server.sockets[0]?.destroyed).toBe(false);
  });

  it.each([
    [2 * half, false],
    [2 * half - 1, true],
  ])('%i bytes of a body in ten seconds → refused: %s', async (bytes, isRefused) => {
    const errors = await serveBodies();
    const client = send(post);
    await received(post.length);
    seconds(1);
    for (const part of [half, bytes - half]) {
      client.write('x'.repeat(part));
      await until(() => (server.sockets[0]?.bytesRead ?? 0) === client.bytesWritten);
      seconds(5);
    }
    expect(errors.length > 0).toBe(isRefused);
  });

  it('a body advances, and then no more → refused ten seconds after it last advanced', async () => {
    const errors = await serveBodies();
    const client = send(post);
    await received(post.length);
    seconds(1);
    client.write('x'.repeat(2 * half));
    await received(post.length + 2 * half);
    seconds(10);
    expect(errors).toEqual([]);
    seconds(1);
    expect(errors).toHaveLength(1);
  });

  it('a body that the server does not take now → waits for as long as that lasts', async () => {
    const errors = await serveBodies();
    send(post);
    await until(() => server.requests.length === 1);
    seconds(5);
    server.sockets[0]?.pause();
    seconds(60);
    server.sockets[0]?.resume();
    seconds(10);
    expect(errors).toEqual([]);
    seconds(1);
    expect(errors).toHaveLength(1);
  });

  it('an open connection without a request, before and after a response → stays open', async () => {
    await serve((_request, response) => void response.end());
    const client = send('');
    await until(() => server.sockets.length === 1);
    seconds(60);
    client.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(client, 'data');
    seconds(60);
    expect(server.sockets[0]?.destroyed).toBe(false);
  });

  it('a response that nobody reads → the connection is closed', async () => {
    await serve((_request, response) => void response.end(Buffer.alloc(2 ** 24)));
    send('GET / HTTP/1.1\r\nHost: a\r\n\r\n').pause();
    await until(() => (server.sockets[0]?.writableLength ?? 0) > 0);
    for (let second = 0; second < 11; second += 1) {
      expect(server.sockets[0]?.destroyed).toBe(false);
      await nextTurn();
      seconds(1);
    }
    seconds(10);
    expect(server.sockets[0]?.destroyed).toBe(true);
  });

  it('a response that the client reads slowly → is sent', async () => {
    const megabyte = Buffer.alloc(2 ** 20);
    const pending: ServerResponse[] = [];
    const write = (megabytes: number) => {
      for (let count = 0; count < megabytes; count += 1) pending[0]?.write(megabyte);
    };
    await serve((_request, response) => {
      pending.push(response);
      write(8);
    });
    const client = send('GET / HTTP/1.1\r\nHost: a\r\n\r\n').resume();
    // For a while, more is written than is read, and then nothing more.
    for (let second = 1; second < 28; second += 1) {
      await until(() => client.bytesRead >= second * 2 ** 21);
      client.pause();
      if (second < 15) write(4);
      seconds(1);
      expect([second, server.sockets[0]?.destroyed]).toEqual([second, false]);
      client.resume();
    }
  });

  it('a connection is closed → not looked at any more', async () => {
    await serve(() => {});
    const client = send('');
    await until(() => server.sockets.length === 1);
    const [socket] = server.sockets as [Socket];
    const closed = once(socket, 'close');
    client.destroy();
    await closed;
    const look = vi.spyOn(socket, 'writableLength', 'get');
    seconds(2);
    expect(look).not.toHaveBeenCalled();
  });

  it.each<[string, RequestListener]>([
    ['nobody listens for its errors', () => {}],
    [
      'the headers of the response are sent',
      (request, response) => {
        request.on('error', () => {}).resume();
        response.writeHead(200).flushHeaders();
      },
    ],
    [
      'the response is sent',
      (request, response) => {
        request.on('error', () => {});
        response.end();
      },
    ],
  ])('no byte of a body, and %s → the connection is closed', async (_, handle) => {
    await serve(handle);
    send(post);
    await until(() => server.requests.length === 1);
    await nextTurn();
    seconds(11);
    expect(server.sockets[0]?.destroyed).toBe(true);
  });

  it('no byte of the second body, and the first response is pending → the connection is closed', async () => {
    const errors = await serveBodies();
    send(`${post.replace('1000000', '1')}x${post}`);
    await until(() => server.requests.length === 2);
    seconds(11);
    expect([server.sockets[0]?.destroyed, errors.map(String)]).toEqual([true, []]);
  });

  it('the server is closed → no timer is left', async () => {
    await serve(() => {});
    expect(vi.getTimerCount()).toBe(1);
    const closed = once(server.current, 'close');
    server.current.close();
    await closed;
    expect(vi.getTimerCount()).toBe(0);
    await serve(() => {});
  });
});

describe('the request whose body arrives', () => {
  afterEach(close);

  it('none before a request, that one until its end, and none after it', async () => {
    await serve((_request, response) => void response.end());
    const client = send('');
    await until(() => server.sockets.length === 1);
    const [socket] = server.sockets as [Socket];
    expect(requestIn(socket)).toBeUndefined();
    client.write(post.replace('1000000', '1'));
    await until(() => server.requests.length === 1);
    expect(requestIn(socket)).toBe(server.requests[0]);
    client.write('x');
    await once(client, 'data');
    await until(() => server.requests[0]?.complete === true);
    expect(requestIn(socket)).toBeUndefined();
    expect(requestIn(client)).toBeUndefined();
  });
});

describe('a connection that ends late', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(async () => {
    await close();
    vi.useRealTimers();
  });

  async function respondLate(): Promise<Socket> {
    await serve((_request, response) => {
      response.shouldKeepAlive = false;
      closeAfterResponse(response.socket as Socket);
      response.end('sent');
    });
    return send(post);
  }

  it('the client goes on sending → it gets the response, and no more is read until the connection is closed', async () => {
    const client = await respondLate();
    const data = once(client, 'data');
    await once(client, 'end');
    expect(String((await data)[0])).toContain('sent');
    const [socket] = server.sockets as [Socket];
    await nextTurn();
    expect(socket.isPaused()).toBe(true);
    vi.advanceTimersByTime(999);
    expect(socket.destroyed).toBe(false);
    vi.advanceTimersByTime(1);
    expect(socket.destroyed).toBe(true);
  });

  it('the connection breaks → no timer is left', async () => {
    const client = await respondLate();
    await once(client.resume(), 'end');
    const [socket] = server.sockets as [Socket];
    await nextTurn();
    const closed = once(socket, 'close');
    socket.destroy();
    await closed;
    expect(vi.getTimerCount()).toBe(0);
  });
});
