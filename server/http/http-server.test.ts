import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import express, { type ErrorRequestHandler } from 'express';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { lookup } from '../../contract/json.ts';
import type { Operation } from '../../contract/model.ts';
import { completeScenarios } from '../../contract/scenarios.ts';
import { startTestService, type TestService } from '../testing/start-test-service.ts';
import { createHttpServer } from './http-server.ts';
import { createRefuse } from './message-refusals.ts';
import { findWrong, rawCases } from './testing/messages/index.ts';
import { get } from './testing/messages/write.ts';

const contract = readContract();
const { document, operations } = contract;
const byId = operations.map((operation) => [operation.id, operation] as const);

/** Headers that the contract does not declare. */
const undeclared = { accept: 'application/json', authorization: `Bearer ${'x'.repeat(8000)}` };

describe.each(['on', 'off'])('request headers, with the response cache %s', (RESPONSE_CACHE) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ environment: { RESPONSE_CACHE } });
  });
  afterAll(() => service.close());

  it.each(byId)('%s, declared headers of full length → a declared status', async (_, operation) => {
    const { status = 0 } = await send(service, operation, headersOf(operation, 0));
    expect([...operation.responses.keys()]).toContain(status);
    expect(status).toBeLessThan(500);
  });

  it.each(byId)('%s, headers without a pattern longer by one → ignored, each time', async (_, operation) => {
    // A condition is never ignored (RFC 9110, 13.1.1).
    const { 'If-Match': _condition, ...headers } = headersOf(operation, 1, isFreeText);
    const plain = await send(service, operation, {});
    for (const _time of [1, 2, 3]) expect(await send(service, operation, headers)).toEqual(plain);
  });

  it.each([60_000, 1_000_000])('%d bytes in one header → 431', async (length) => {
    const headers = { ...undeclared, 'if-none-match': 'x'.repeat(length) };
    expect((await send(service, byId[0]![1], headers)).status).toBe(431);
  });

  it.each([
    ['is not HTTP', 'hello\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
    ['has headers without an end', `GET / HTTP/1.1\r\nX: ${'x'.repeat(200_000)}`, 'HTTP/1.1 431 '],
  ])('a message that %s → one response, and the connection closes', async (_, message, statusLine) => {
    const received = await exchange(service, message);
    expect(received).toMatch(new RegExp(`^${statusLine}`));
    expect(received).toMatch(/^Connection: close\r$/m);
    expect(received.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });
});

describe('a connection with many requests at once', () => {
  const pending: ServerResponse[] = [];
  let received = 0;
  const server = createHttpServer(express(), contract, (_request, response) => pending.push(response));
  server.prependListener('request', () => {
    received += 1;
  });
  beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
  afterAll(() => server.close());

  async function until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await nextTurn();
  }
  function open() {
    received = 0;
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const send = async (count: number) => {
      const expected = received + count;
      socket.write(get().repeat(count));
      await until(() => received === expected);
      await nextTurn();
    };
    return { socket: socket.on('error', () => {}), send };
  }

  it('500 wait for the one before them → each gets its turn, and 500 may wait again', async () => {
    const { socket, send } = open();
    socket.resume();
    for (const _time of [1, 2]) {
      await send(501);
      for (let count = 0; count < 501; count += 1) {
        await until(() => pending.length > 0);
        // One at a time.
        expect(pending).toHaveLength(1);
        pending.pop()?.end();
      }
    }
    expect(socket.destroyed).toBe(false);
    socket.destroy();
  });

  it('501 wait → the connection is closed', async () => {
    const { socket, send } = open();
    await send(501);
    pending.pop()?.end();
    await until(() => pending.length > 0);
    await send(1);
    expect(socket.destroyed).toBe(false);
    socket.write(get());
    await once(socket.resume(), 'close');
    pending.length = 0;
  });
});

describe('a message that cannot be read', () => {
  const pending: ServerResponse[] = [];
  const refused: unknown[] = [];
  const sockets: Socket[] = [];
  const app = express().use(createRefuse((_request, _response, next) => next()));
  app.use(((error, _request, response, _next) => {
    refused.push(error);
    response.end(error.slug);
  }) as ErrorRequestHandler);
  const server = createHttpServer(app, contract, (_request, response) => pending.push(response));
  server.on('connection', (socket) => sockets.push(socket));
  beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
  afterEach(() => {
    for (const list of [pending, refused, sockets]) list.length = 0;
  });
  afterAll(() => server.close());

  /** Sends the bytes. Returns what is received, and the socket at the server once it has the bytes. */
  async function connected(bytes: string) {
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {});
    const received = text(client);
    client.write(bytes);
    while ((sockets[0]?.bytesRead ?? -1) < bytes.length) await nextTurn();
    return { client, received, socket: sockets[0] as Socket };
  }
  const report = (socket: Socket) =>
    server.emit(
      'clientError',
      Object.assign(new Error('slow'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }),
      socket,
    );

  it('it is reported twice → one response', async () => {
    const { received, socket } = await connected('GET / HTTP/1.1\r\n');
    report(socket);
    report(socket);
    expect(await received).toMatch(/^HTTP\/1.1 200 OK\r\n[\s\S]*\r\nrequest-timeout$/);
    expect(refused).toHaveLength(1);
  });

  it('nothing was sent → the connection is closed without a response', async () => {
    const { received, socket } = await connected('');
    report(socket);
    expect([await received, refused]).toEqual(['', []]);
  });

  it('the server has ended its side → the connection is closed', async () => {
    const { socket } = await connected('GET / HTTP/1.1\r\n');
    socket.end();
    report(socket);
    expect([socket.destroyed, refused]).toEqual([true, []]);
  });

  it('a response is pending → refused after it, unless the client is gone or the connection ends', async () => {
    for (const [isGone, isLast, times] of [
      [true, false, 0],
      [false, true, 0],
      [false, false, 1],
    ] as const) {
      const { client, received, socket } = await connected(get());
      while (pending.length === 0) await nextTurn();
      report(socket);
      expect(refused).toEqual([]);
      const closed = once(pending[0] as ServerResponse, 'close');
      if (isLast) Object.assign(pending[0] as ServerResponse, { shouldKeepAlive: false });
      if (isGone) socket.destroy();
      else pending[0]?.end('sent');
      await closed;
      await nextTurn();
      expect(refused).toHaveLength(times);
      client.destroy();
      await received.catch(() => {});
      pending.length = 0;
      sockets.length = 0;
    }
  });
});

it('a client ends its side before the response is made → it gets the response', async () => {
  const pending: ServerResponse[] = [];
  const server = createHttpServer(express(), contract, (_request, response) => pending.push(response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const received = text(client);
  client.end(get());
  const [socket] = await once(server, 'connection');
  await once(socket, 'end');
  await nextTurn();
  pending[0]?.end('sent');
  expect(await received).toContain('sent');
  server.close();
});

it('the first requests of a service → CONNECT, no host, a client that ends its side, and the longest headers', async () => {
  const service = await startTestService();
  const names = ['CONNECT', 'no host', 'a GET, ended', 'a HEAD'];
  const some = rawCases.filter(({ name }) => names.includes(name));
  expect(some).toHaveLength(names.length);
  for (const raw of some) expect([raw.name, await findWrong(service.url, raw)]).toEqual([raw.name, []]);
  for (const [, operation] of byId)
    expect((await send(service, operation, headersOf(operation, 0))).status).not.toBe(431);
  await service.close();
});

it('the limits of time → ten seconds for headers, and none for a whole request', () => {
  const server = createHttpServer(express(), contract, () => {});
  expect([server.headersTimeout, server.requestTimeout]).toEqual([10_000, 0]);
  server.close();
});

/** Sends bytes and reads until the server closes. */
async function exchange({ url }: TestService, message: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(message);
  return text(socket);
}

interface HeaderSchema {
  readonly type?: string;
  readonly maxLength?: number;
}

function isFreeText(schema: HeaderSchema): boolean {
  const limits = ['pattern', 'format', 'enum', 'const'];
  return schema.type === 'string' && !limits.some((keyword) => keyword in schema);
}

/** The headers that the operation declares, each `more` characters longer than allowed. */
function headersOf(
  { parameters }: Operation,
  more: number,
  isWanted: (schema: HeaderSchema) => boolean = () => true,
) {
  const declared = parameters
    .filter(({ in: location }) => location === 'header')
    .map(({ name, schemaPointer }) => [name, lookup(document, schemaPointer) as HeaderSchema] as const);
  const wanted = declared.filter(([, schema]) => isWanted(schema));
  return Object.fromEntries(wanted.map(([name, { maxLength = 20 }]) => [name, 'x'.repeat(maxLength + more)]));
}

/** Sends the first example of the operation. */
async function send(service: TestService, operation: Operation, headers: Readonly<Record<string, string>>) {
  const [{ request } = {}] = completeScenarios(operation);
  const { method, path = '', body, headers: exampleHeaders } = request ?? {};
  const all = { ...undeclared, ...exampleHeaders, ...headers };
  const response = await service.raw(path, all, method, JSON.stringify(body));
  return { status: response.status, etag: response.headers.etag };
}
