import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { lookup } from '../../contract/json.ts';
import type { Operation } from '../../contract/model.ts';
import { completeScenarios } from '../../contract/scenarios.ts';
import { startTestService, type TestService } from '../testing/start-test-service.ts';

const { document, operations } = readContract();
const byId = operations.map((operation) => [operation.id, operation] as const);

/** What comes along without being declared. */
const usual = { accept: 'application/json', authorization: `Bearer ${'x'.repeat(8000)}` };

describe.each(['on', 'off'])('headers of the contract, with the fast path %s', (RESPONSE_CACHE) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ environment: { RESPONSE_CACHE } });
  });
  afterAll(() => service.close());

  it.each(byId)(
    '%s, all of them as long as they may be → an answer of the contract',
    async (_, operation) => {
      const { status = 0 } = await ask(service, operation, headersOf(operation, 0));
      expect([...operation.responses.keys()]).toContain(status);
      expect(status).toBeLessThan(500);
    },
  );

  it.each(byId)(
    '%s, those of any text longer by one → passed over, time after time',
    async (_, operation) => {
      const headers = headersOf(operation, 1, ({ pattern }) => pattern === undefined);
      const plain = await ask(service, operation, {});
      for (const _time of [1, 2, 3]) expect(await ask(service, operation, headers)).toEqual(plain);
    },
  );

  it.each([60_000, 1_000_000])('%d bytes in one header → 431', async (length) => {
    const headers = { ...usual, 'if-none-match': 'x'.repeat(length) };
    expect((await ask(service, byId[0]![1], headers)).status).toBe(431);
  });

  it.each([
    ['is not HTTP', 'hello\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
    ['has headers without an end', `GET / HTTP/1.1\r\nX: ${'x'.repeat(200_000)}`, 'HTTP/1.1 431 '],
  ])('a message that %s → answered once, and the connection closes', async (_, message, statusLine) => {
    const received = await exchange(service, message);
    expect(received).toMatch(new RegExp(`^${statusLine}`));
    expect(received.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });
});

/** Sends bytes and reads until the server closes. */
async function exchange({ url }: TestService, message: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(message);
  return text(socket);
}

interface HeaderSchema {
  readonly maxLength: number;
  readonly pattern?: string;
}

/** The headers that the operation declares, each longer by `more` than it may be. */
function headersOf(
  { parameters }: Operation,
  more: number,
  isMeant: (schema: HeaderSchema) => boolean = () => true,
) {
  const declared = parameters
    .filter(({ in: location }) => location === 'header')
    .map(({ name, schemaPointer }) => [name, lookup(document, schemaPointer) as HeaderSchema] as const);
  const meant = declared.filter(([, schema]) => isMeant(schema));
  return Object.fromEntries(meant.map(([name, { maxLength }]) => [name, 'x'.repeat(maxLength + more)]));
}

/** Sends the first example of the operation. */
function ask(service: TestService, operation: Operation, headers: Readonly<Record<string, string>>) {
  const [{ request } = {}] = completeScenarios(operation);
  const { method = '', path = '', body, headers: own } = request ?? {};
  return new Promise<{ status: number | undefined; etag: string | undefined }>((resolve, reject) => {
    const options = { method, agent: false, headers: { ...usual, ...own, ...headers } };
    httpRequest(service.url + path, options, (response) => {
      const { statusCode: status, headers } = response;
      response.resume().once('end', () => resolve({ status, etag: headers.etag }));
    })
      .on('error', reject)
      .end(body === undefined ? '' : JSON.stringify(body));
  });
}
