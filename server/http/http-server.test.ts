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
