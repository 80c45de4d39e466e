import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Operation, readContract } from '../contract/contract.ts';
import { lookup } from '../contract/json.ts';
import { completeScenarios } from '../contract/scenarios.ts';
import { startTestService, type TestService } from './testing/start-test-service.ts';

const { document, operations } = readContract();
const byId = operations.map((operation) => [operation.id, operation] as const);

/** What comes along without being declared. */
const usual = { accept: 'application/json', authorization: `Bearer ${'x'.repeat(8000)}` };

describe.each(['on', 'off'])('headers of the contract, with the fast path %s', (FAST_PATH) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ environment: { FAST_PATH } });
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

  it('far longer → 431, for somewhere there is an end', async () => {
    const headers = { ...usual, 'if-none-match': 'x'.repeat(60_000) };
    expect((await ask(service, byId[0]![1], headers)).status).toBe(431);
  });
});

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
    .filter(({ in: place }) => place === 'header')
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
