import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { defaultRelease } from '../../taxonomy/releases/index.ts';
import { createSend, type RawResponse } from '../http/send.ts';
import type { Plan } from '../model.ts';
import { createPlan } from '../plan.ts';
import { type Issued, issueCredentials } from '../targets/credentials.ts';
import { serverAt } from '../targets/local-targets.ts';
import {
  type ProviderState,
  providerStates,
  type StateServer,
  startStateServer,
} from '../targets/state-servers.ts';

const contract = readContract();
const release = defaultRelease;

let issued: Issued;
let server: StateServer;
const stateServers = new Map<ProviderState, StateServer>();
let plan: Plan;
beforeAll(async () => {
  issued = await issueCredentials(contract);
  const start = (state?: ProviderState) => startStateServer(contract, state, issued.environment);
  server = await start();
  for (const state of providerStates) stateServers.set(state, await start(state));
  plan = createPlan(contract, serverAt(server.url, stateServers, issued.credentials), release);
}, 60_000);
afterAll(() => Promise.all([issued, server, ...stateServers.values()].map(({ close }) => close())));

async function failuresOf(
  name: string,
  make: (response: RawResponse) => RawResponse = (response) => response,
) {
  const planned = plan.cases.find((testCase) => testCase.name === name);
  if (!planned) throw new Error(`no test case is called ${name}`);
  const send = createSend(planned.url ?? server.url);
  const request = (await planned.prepare?.(send, planned.request)) ?? planned.request;
  return planned.check(make(await send(request))).map(({ where, detail }) => `${where} ${detail}`);
}

function headers(changed: Record<string, string | undefined>) {
  return (response: RawResponse): RawResponse => ({
    ...response,
    headers: { ...response.headers, ...changed },
  });
}

function member(name: string, value: unknown) {
  return (response: RawResponse): RawResponse => ({
    ...response,
    body: JSON.stringify({ ...JSON.parse(response.body), [name]: value }),
  });
}

const stack = 'Error: x\n    at handler (/srv/app/server.ts:12:3)';

describe('publishing', () => {
  const publishingCases = () => plan.cases.filter(({ operation }) => operation.id === 'publishRelease');

  it('every publishing case → passed', async () => {
    const found = [];
    for (const { name } of publishingCases())
      found.push(...(await failuresOf(name)).map((failure) => [name, failure]));
    expect(found).toEqual([]);
  }, 60_000);

  it('cases with status 201 → sent to the state server for publishing', () => {
    const publishing = stateServers.get('publishing')?.url;
    const urls = publishingCases().flatMap(({ status, url }) => (status === 201 ? [url] : []));
    expect(new Set(urls)).toEqual(new Set([publishing]));
  });
});

describe('negative cases, each with a mutated response', () => {
  it.each<[name: string, want: string, make: (response: RawResponse) => RawResponse]>([
    [
      'listLayers › 304 › ETag still held',
      'status must be 304, is 200',
      (response) => ({ ...response, status: 200 }),
    ],
    [
      'listLayers › 412 › If-Match with another ETag',
      'status must be 412, is 200',
      (response) => ({ ...response, status: 200 }),
    ],
    [
      'listLayers › 200 › again, with another request id',
      'header x-request-id must echo',
      headers({ 'x-request-id': 'of-another-request' }),
    ],
    [
      'listLayers › 400 › the same problem, with another request id',
      'body /requestId must be',
      member('requestId', 'of-another-request'),
    ],
    [
      'listCategories › 400 › path layer pattern',
      'header ratelimit is not declared',
      headers({ ratelimit: 'x' }),
    ],
    [
      'listCategories › 400 › path layer percent-encoding',
      'body /instance must be',
      member('instance', '/api/taxonomy/layers'),
    ],
    [
      'getIncrementalSync › 400 › query since repeated',
      'body /requestId must be',
      member('requestId', 'another'),
    ],
    ['convertBatch › 400 › body /direction enum', 'body /errors is missing', member('errors', undefined)],
    ['convertHfnToMfa › 400 › body is truncated JSON', 'reveals internals', member('detail', stack)],
    ['convertHfnToMfa › 413 › a byte too long', 'body /title must be', member('title', 'Too much')],
    ['convertHfnToMfa › 200 › as long as allowed', 'body /mfa is missing', member('mfa', undefined)],
    [
      'convertMfaToHfn › 415 › content-type text/plain',
      'header ratelimit is missing',
      headers({ ratelimit: undefined }),
    ],
    [
      'getVersion › 429 › quota used up',
      'header retry-after is missing',
      headers({ 'retry-after': undefined }),
    ],
    ['listLayers › 500 › handler fails', 'reveals internals', member('detail', 'SELECT * FROM releases')],
    [
      'convertBatch › 500 › handler fails',
      'is missing on the response to a POST',
      headers({ ratelimit: undefined }),
    ],
    [
      'getTaxonomy › 503 › no release loaded',
      'header cache-control must be',
      headers({ 'cache-control': 'public' }),
    ],
    ['getHealth › 200 › store down', 'the response "healthy"', member('status', 'healthy')],
    [
      'listLayers › 405 › DELETE',
      'header allow must be GET, HEAD, OPTIONS, is GET',
      headers({ allow: 'GET' }),
    ],
    [
      'listLayers › 405 › POST',
      'header cache-control must be no-store',
      headers({ 'cache-control': undefined }),
    ],
    ['convertBatch › 406 › accepts only image/png', 'body /detail is missing', member('detail', undefined)],
    [
      'listLayers › 404 › /api/taxonomy/layers/no/where',
      'header content-type must be application/problem+json, is text/html',
      headers({ 'content-type': 'text/html' }),
    ],
    ['listLayers › 404 › /api/taxonomy/layers/', 'body /code must not be there', member('code', 1)],
    [
      'listLayers › 204 › preflight',
      'access-control-allow-headers lacks if-none-match',
      headers({ 'access-control-allow-headers': 'content-type,x-request-id' }),
    ],
    ['listLayers › 404 › /api/taxonomy/layers/', 'reveals internals', member('detail', 'in /srv/app/a.ts')],
    ['listLayers › 405 › POST', 'header x-powered-by is declared nowhere', headers({ 'x-powered-by': 'x' })],
    [
      'getVersion › 200 › malformed request id',
      'header content-encoding is gzip, which was not asked for',
      headers({ 'content-encoding': 'gzip' }),
    ],
    ['listLayers › 204 › preflight', 'body must be empty', (response) => ({ ...response, body: '{}' })],
    [
      'convertBatch › 204 › preflight',
      'access-control-allow-methods lacks post',
      headers({ 'access-control-allow-methods': 'GET' }),
    ],
    [
      'convertBatch › 204 › preflight',
      'access-control-allow-methods has trace',
      headers({ 'access-control-allow-methods': 'GET,POST,TRACE' }),
    ],
    [
      'getVersion › 200 › malformed request id',
      'header x-request-id',
      headers({ 'x-request-id': 'no id <of> yours' }),
    ],
    ['getVersion › 200 › current', 'header x-request-id must echo', headers({ 'x-request-id': 'stale' })],
    [
      'getVersion › 200 › current',
      'access-control-allow-origin must be * or https://client.example, is missing',
      headers({ 'access-control-allow-origin': undefined }),
    ],
    [
      'getVersion › 200 › current',
      'access-control-expose-headers lacks etag',
      headers({ 'access-control-expose-headers': 'vary, cache-control, x-request-id' }),
    ],
    ['listCategories › 404 › unknownLayer', 'body /status must be 404', member('status', 500)],
    [
      'publishRelease › 401 › unsigned token',
      'header www-authenticate must name invalid_token',
      headers({ 'www-authenticate': 'Bearer realm="taxonomy"' }),
    ],
    [
      'publishRelease › 401 › no credentials',
      'header www-authenticate must name no error',
      headers({ 'www-authenticate': 'Bearer realm="taxonomy", error="invalid_token"' }),
    ],
    [
      'publishRelease › 403 › token without the scope',
      'must name insufficient_scope',
      headers({ 'www-authenticate': 'Bearer realm="taxonomy"' }),
    ],
    [
      'publishRelease › 200 › content is current already',
      'the version has "\\"1.2.3\\""',
      headers({ etag: '"1.2.4"' }),
    ],
    [
      'publishRelease › 201 › follows the current version',
      'the version has "/api/taxonomy/releases/2.0.0"',
      headers({ location: '/api/taxonomy/releases/2.0.1' }),
    ],
    [
      'publishRelease › 201 › sent again with its Idempotency-Key',
      'the first response has "/api/taxonomy/releases/2.0.0"',
      headers({ location: '/api/taxonomy/releases/3.0.0' }),
    ],
    [
      'publishRelease › 422 › Idempotency-Key of another publication',
      'the problem has "/problems/idempotency-key-reused"',
      (response) => member('title', 'Rule violation')(member('type', '/problems/rule-violation')(response)),
    ],
    [
      'publishRelease › 428 › without If-Match',
      'status must be 428, is 201',
      (response) => ({ ...response, status: 201 }),
    ],
    ['publishRelease › 422 › removals not confirmed', 'the problem has', member('removals', 1)],
    [
      'publishRelease › 422 › number-reused',
      'must name number-reused, names code-unique: x',
      member('errors', [{ pointer: '/body/layers', detail: 'code-unique: x' }]),
    ],
    [
      'publishRelease › 503 › store down',
      'header retry-after is missing',
      headers({ 'retry-after': undefined }),
    ],
  ])('%s → %s', async (name, want, make) => {
    expect(await failuresOf(name)).toEqual([]);
    expect((await failuresOf(name, make)).join('\n')).toContain(want);
  });
});
