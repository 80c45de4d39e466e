import { createServer } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { bodyValue } from '../../contract/check-response.ts';
import { compareWithExample } from '../../contract/compare-with-example.ts';
import { matchingScenarios, scenariosOf } from '../../contract/scenarios.ts';
import { createListener } from '../../mock/listener.ts';
import { defaultRelease } from '../../taxonomy/releases/index.ts';
import { requestKinds } from '../fuzz/request-kinds.ts';
import { createSources } from '../fuzz/source.ts';
import { keepAlive } from '../http/keep-alive.ts';
import { listen } from '../http/listen.ts';
import { type PlannedRequest, valueOfBody } from '../http/planned-request.ts';
import { authorized } from '../targets/credentials.ts';
import { createHonestyCheck } from './check-honesty.ts';

const contract = readContract();
const scenarios = scenariosOf(contract);
const failuresOf = createHonestyCheck(contract);
const credentials = { token: 'any', rejected: {} };

describe('a mock', () => {
  let mock: Awaited<ReturnType<typeof listen>> & { connections: ReturnType<typeof keepAlive> };
  beforeAll(async () => {
    const listening = await listen(createServer(createListener(contract)));
    mock = { ...listening, connections: keepAlive(listening.url, 10_000) };
  });
  afterAll(async () => {
    mock.connections.close();
    await mock.close();
  });

  it.each(scenarios)(
    '$operation.id, the inputs of $name → the response of the scenario',
    async (scenario) => {
      const { operation, request, status } = scenario;
      const received = await mock.connections.send(authorized(operation, request, credentials));
      expect([received.status, received.headers['x-mock']]).toEqual([status, undefined]);
      expect(compareWithExample(contract, scenario, bodyOf(received))).toEqual([]);
    },
  );

  const kinds = requestKinds(createSources(contract, defaultRelease), 2000, credentials);
  it.each(kinds)(
    '$operation.id, generated $name requests → the response of a scenario, or X-Mock',
    async (kind) => {
      const { operation, requests, runs } = kind;
      const property = fc.asyncProperty(requests, async ({ request }) => {
        const received = await mock.connections.send(request);
        expect(failuresOf(operation, request, received)).toEqual([]);
        const said = received.headers['x-mock'];
        if (received.status < 400 && said === undefined)
          expect(differences(request, received)).toContainEqual([]);
        if (said !== undefined) expect(said).toMatch(/^no-matching-example(; (used=[\w%]+|generated))?$/);
      });
      await fc.assert(property, { seed: 1, numRuns: runs });
    },
  );
});

type Received = Parameters<typeof failuresOf>[2];

const bodyOf = ({ headers, body = '' }: Received) => bodyValue(String(headers['content-type']), body);

/** From the example of each scenario that matches. */
const differences = (request: PlannedRequest, received: Received) =>
  matchingScenarios(contract, scenarios, { ...request, body: valueOfBody(request) }).map((scenario) =>
    compareWithExample(contract, scenario, bodyOf(received)),
  );

describe('createHonestyCheck', () => {
  const { operation, request, response } = scenarios.find(
    ({ operation, name }) => operation.id === 'listCategories' && name === 'stars',
  )!;
  const headers = { 'content-type': response.mediaType };
  const check = (path: string, status: number, more: object = {}, sent: object = {}) =>
    failuresOf(
      operation,
      { ...request, path, headers: { ...request.headers, ...sent } },
      { method: 'get', status, headers: { ...headers, ...more } },
    ).map(({ detail }) => detail);
  const other = '/api/taxonomy/categories/G';
  const said = { 'x-mock': 'no-matching-example; used=stars' };

  it.each([
    ['a scenario without X-Mock', request.path, 200, {}],
    ['a scenario that is not modified', request.path, 304, {}],
    ['other inputs with X-Mock', other, 200, said],
    ['an error without X-Mock', other, 400, {}],
  ])('%s → no failure', (_, path, status, more) => {
    expect(check(path, status, more)).toEqual([]);
  });

  it('a scenario with X-Mock, other inputs without it → failures', () => {
    expect(check(request.path, 200, said)).toEqual([expect.stringContaining('must not be there')]);
    expect(check(request.path, 304, said)).toEqual([expect.stringContaining('must not be there')]);
    expect(check(other, 200)).toEqual(['is missing, although no scenario matches']);
  });

  it('a preference → either is right', () => {
    for (const more of [said, {}]) expect(check(other, 200, more, { prefer: 'code=200' })).toEqual([]);
  });
});
