/** Operations that the contract does not have yet: their responses are the same with and without the cache. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contractWithPaths } from '../../../contract/testing/edited-contract.ts';
import { createTestIssuer, type TestIssuer } from '../../testing/test-issuer.ts';
import { represent } from '../representation.ts';
import { type Sent, startRecordingServer } from './testing/recording-server.ts';

interface Values {
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

const string = { type: 'string', maxLength: 20 };
const mode = { name: 'X-Mode', in: 'header', schema: { enum: ['all', 'none'], default: 'all' } };
const order = { name: 'order', in: 'query', schema: { enum: ['up', 'down'], default: 'up' } };
const precomputed = { ETag: { schema: string }, Vary: { schema: string } };
const guarded = { security: [{ publisher: ['secrets:read'] }] };

function operation(operationId: string, more: object = {}, headers: object = precomputed) {
  const content = { 'application/json': { schema: { type: 'object' } } };
  const refused = { description: 'Refused.', content: { 'application/problem+json': { schema: {} } } };
  return {
    operationId,
    responses: { 200: { description: 'Done.', headers, content }, 400: refused },
    ...more,
  };
}

function posting(schema: object, more: object = {}) {
  const requestBody = { required: true, 'x-max-bytes': 1000, content: { 'application/json': { schema } } };
  return { requestBody, ...more };
}

const paths = {
  '/secret': {
    get: operation('getSecret', guarded),
    post: operation('postSecret', { ...posting({}), ...guarded }),
  },
  '/mode': {
    get: operation('getMode', { parameters: [mode] }),
    post: operation('postMode', posting({}, { parameters: [mode] })),
  },
  '/order': {
    get: operation('getOrder', { parameters: [order] }),
    post: operation('postOrder', posting({}, { parameters: [order] })),
  },
  '/undeclared': { get: operation('getUndeclared', {}, {}) },
  '/default': {
    post: operation(
      'postDefault',
      posting({ type: 'object', properties: { size: { type: 'integer', default: 3 } } }),
    ),
  },
  '/read-only': {
    post: operation(
      'postReadOnly',
      posting({ type: 'object', properties: { id: { ...string, readOnly: true } } }),
    ),
  },
};
const contract = contractWithPaths(paths);

/** Responds with all that it gets, precomputed to a GET as the handlers of the current release do. */
const echo = ({ query, headers, body }: Values) => ({
  status: 200,
  body: { ...query, ...headers, body: body ?? null },
});
const precomputedEcho = async (values: Values) => ({
  status: 200,
  body: await represent(Buffer.from(JSON.stringify(echo(values).body)), 'application/json'),
});
const added = contract.operations.filter(({ path }) => path in paths);
const handlers = Object.fromEntries(
  added.map(({ id, method }) => [id, method === 'get' ? precomputedEcho : echo]),
) as never;

let issuer: TestIssuer;
let servers: Awaited<ReturnType<typeof startRecordingServer>>[] = [];
beforeAll(async () => {
  issuer = await createTestIssuer();
  servers = await Promise.all(
    ['on', 'off'].map((RESPONSE_CACHE) => {
      const environment = { RESPONSE_CACHE, ...issuer.environment };
      return startRecordingServer(environment, handlers, undefined, contract);
    }),
  );
});
afterAll(() => Promise.all([issuer.close(), ...servers.map((server) => server.close())]));

/** The responses to these requests, one after the other, with the cache. Without it they must be the same. */
async function responsesTo(requests: readonly Sent[]) {
  const responses = [];
  for (const request of requests) {
    const [cached, uncached] = [await servers[0]!.send(request), await servers[1]!.send(request)];
    expect(cached).toEqual(uncached);
    responses.push(cached);
  }
  return responses;
}

const get = (path: string, headers: Sent['headers'] = {}): Sent => ({ method: 'GET', path, headers });
const json = { 'content-type': 'application/json' };
const post = (path: string, body: object, headers: Sent['headers'] = {}): Sent => ({
  method: 'POST',
  path,
  headers: { ...json, ...headers },
  body: JSON.stringify(body),
});
const headerOf = (headers: readonly string[], name: string) =>
  headers[headers.findIndex((text) => text.toLowerCase() === name) + 1];
const jsonOf = ({ body }: { body: string }): unknown => JSON.parse(body);

describe('an operation that needs a token', () => {
  it.each([get('/secret'), post('/secret', {})])(
    '$method: with a token, then without → 200, then 401',
    async (request) => {
      const bearer = await issuer.bearer({ scope: 'secrets:read' });
      const withToken = { ...request, headers: { ...request.headers, ...bearer } };
      const responses = await responsesTo([request, withToken, request, withToken, request]);
      expect(responses.map(({ status }) => status)).toEqual([401, 200, 401, 200, 401]);
      for (const { headers } of responses) expect(headerOf(headers, 'cache-control')).toBe('no-store');
    },
  );
});

describe('a parameter in a header', () => {
  it.each([
    ['GET', (headers: object) => get('/mode', headers as Sent['headers'])],
    ['POST', (headers: object) => post('/mode', {}, headers as Sent['headers'])],
  ])('%s: each value → its own response; no value → the default', async (_method, withHeaders) => {
    const requests = [
      {},
      { 'x-mode': 'none' },
      { 'x-mode': 'all' },
      { 'X-MODE': 'none' },
      { 'x-mode': 'x' },
      {},
    ];
    const responses = await responsesTo([...requests, ...requests].map(withHeaders));
    const modes = responses.map((response) => (jsonOf(response) as Record<string, unknown>)['x-mode']);
    const expected = ['all', 'none', 'all', 'none', undefined, 'all'];
    expect(modes).toEqual([...expected, ...expected]);
  });

  it('a precomputed response → Vary names it', async () => {
    const [response] = await responsesTo([get('/mode')]);
    expect(headerOf(response!.headers, 'vary')).toBe('Accept-Encoding, Accept, Origin, X-Mode');
  });

  it('a header that the contract does not declare → the handler does not get it', async () => {
    const [response] = await responsesTo([get('/mode', { cookie: 'a=b', 'x-request-id': 'mine' })]);
    expect(jsonOf(response!)).toEqual({ 'x-mode': 'all', body: null });
  });
});

it.each(['GET', 'POST'])('%s: a query parameter → its value or its default each time', async (method) => {
  const requests = ['/order', '/order?order=down', '/order?order=up', '/order?order=x', '/order?x=1'].map(
    (path) => (method === 'GET' ? get(path) : post(path, {})),
  );
  const responses = await responsesTo([...requests, ...requests]);
  const orders = responses.map((response) => (jsonOf(response) as Record<string, unknown>).order);
  const expected = ['up', 'down', 'up', undefined, undefined];
  expect(orders).toEqual([...expected, ...expected]);
});

it('a response whose ETag and Vary the contract does not declare → its handler is called each time', async () => {
  const before = servers[0]!.called('getUndeclared');
  await responsesTo([get('/undeclared'), get('/undeclared'), get('/undeclared')]);
  expect(servers[0]!.called('getUndeclared')).toBe(before + 3);
});

it('a body with a default → filled in each time', async () => {
  const responses = await responsesTo([{}, {}, { size: 5 }, {}].map((body) => post('/default', body)));
  expect(responses.map(jsonOf)).toEqual([3, 3, 5, 3].map((size) => ({ body: { size } })));
});

it('a body with a read-only member → refused each time', async () => {
  const responses = await responsesTo(
    [{}, { id: 'a' }, {}, { id: 'a' }].map((body) => post('/read-only', body)),
  );
  expect(responses.map(({ status }) => status)).toEqual([200, 400, 200, 400]);
});
