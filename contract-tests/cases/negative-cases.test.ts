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
  issued = await issueCredentials();
  const start = (providerState?: ProviderState) =>
    startStateServer(contract, providerState, issued.environment);
  server = await start();
  for (const providerState of providerStates) stateServers.set(providerState, await start(providerState));
  plan = createPlan(contract, serverAt(server.url, stateServers, issued.credentials), release);
}, 60_000);
afterAll(() => Promise.all([issued, server, ...stateServers.values()].map(({ close }) => close())));

async function failuresOf(name: string, make: (answer: RawResponse) => RawResponse = (answer) => answer) {
  const planned = plan.cases.find((testCase) => testCase.name === name);
  if (!planned) throw new Error(`nothing is called ${name}`);
  const send = createSend(planned.url ?? server.url);
  const request = (await planned.prepare?.(send, planned.request)) ?? planned.request;
  return planned.check(make(await send(request))).map(({ where, detail }) => `${where} ${detail}`);
}

function headers(changed: Record<string, string | undefined>) {
  return (answer: RawResponse): RawResponse => ({ ...answer, headers: { ...answer.headers, ...changed } });
}

function member(name: string, value: unknown) {
  return (answer: RawResponse): RawResponse => ({
    ...answer,
    body: JSON.stringify({ ...JSON.parse(answer.body), [name]: value }),
  });
}

const stack = 'Error: x\n    at handler (/srv/app/server.ts:12:3)';

describe('publishing', () => {
  const own = () => plan.cases.filter(({ operation }) => operation.id === 'publishRelease');

  it('every negativeCase → answered as it must be', async () => {
    const found = [];
    for (const { name } of own()) found.push(...(await failuresOf(name)).map((failure) => [name, failure]));
    expect(found).toEqual([]);
  }, 60_000);

  it('what is answered 201 → sent to a server that keeps its state', () => {
    const publishing = stateServers.get('publishing')?.url;
    const urls = own().flatMap(({ status, url }) => (status === 201 ? [url] : []));
    expect(new Set(urls)).toEqual(new Set([publishing]));
  });
});

describe('negativeCases, each with a fault in the answer', () => {
  it.each<[name: string, want: string, make: (answer: RawResponse) => RawResponse]>([
    [
      'listLayers › 304 › ETag still held',
      'status must be 304, is 200',
      (answer) => ({ ...answer, status: 200 }),
    ],
    ['listCategories › 400 › layer = !', 'header ratelimit is not declared', headers({ ratelimit: 'x' })],
    [
      'listCategories › 400 › layer = %ZZ',
      'body /instance must be',
      member('instance', '/api/taxonomy/layers'),
    ],
    ['getIncrementalSync › 400 › since twice', 'body /requestId must be', member('requestId', 'another')],
    ['convertBatch › 400 › direction = null', 'body /errors is missing', member('errors', undefined)],
    ['convertHfnToMfa › 400 › truncated JSON', 'tells of the inside', member('detail', stack)],
    ['convertHfnToMfa › 413 › a byte too long', 'body /title must be', member('title', 'Too much')],
    ['convertHfnToMfa › 200 › as long as may be', 'body /mfa is missing', member('mfa', undefined)],
    ['convertMfaToHfn › 415 › text/plain', 'header ratelimit is missing', headers({ ratelimit: undefined })],
    [
      'getHealth › 429 › quota used up',
      'header retry-after is missing',
      headers({ 'retry-after': undefined }),
    ],
    ['listLayers › 500 › handler fails', 'tells of the inside', member('detail', 'SELECT * FROM releases')],
    [
      'convertBatch › 500 › handler fails',
      'is missing on the answer to a POST',
      headers({ ratelimit: undefined }),
    ],
    [
      'getTaxonomy › 503 › no release loaded',
      'header cache-control must be',
      headers({ 'cache-control': 'public' }),
    ],
    ['getHealth › 200 › store down', 'the answer "healthy"', member('status', 'healthy')],
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
    ['listLayers › 404 › /api/taxonomy/layers/', 'tells of the inside', member('detail', 'in /srv/app/a.ts')],
    ['listLayers › 405 › POST', 'header x-powered-by is declared nowhere', headers({ 'x-powered-by': 'x' })],
    [
      'getVersion › 200 › malformed request id',
      'header content-encoding is gzip, which was not asked for',
      headers({ 'content-encoding': 'gzip' }),
    ],
    ['listLayers › 204 › preflight', 'body must be empty', (answer) => ({ ...answer, body: '{}' })],
    [
      'convertBatch › 204 › preflight',
      'access-control-allow-methods lacks post',
      headers({ 'access-control-allow-methods': 'GET' }),
    ],
    [
      'convertBatch › 204 › preflight',
      'access-control-allow-methods has put',
      headers({ 'access-control-allow-methods': 'GET,POST,PUT' }),
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
      'publishRelease › 401 › token that nobody signed',
      'header www-authenticate must tell of invalid_token',
      headers({ 'www-authenticate': 'Bearer realm="taxonomy"' }),
    ],
    [
      'publishRelease › 401 › no token',
      'header www-authenticate must tell of no error',
      headers({ 'www-authenticate': 'Bearer realm="taxonomy", error="invalid_token"' }),
    ],
    [
      'publishRelease › 403 › token without the scope',
      'must tell of insufficient_scope',
      headers({ 'www-authenticate': 'Bearer realm="taxonomy"' }),
    ],
    [
      'publishRelease › 200 › is current already',
      'the version has "\\"1.2.3\\""',
      headers({ etag: '"1.2.4"' }),
    ],
    [
      'publishRelease › 201 › whatever is current',
      'the version has "/api/taxonomy/releases/2.0.0"',
      headers({ location: '/api/taxonomy/releases/2.0.1' }),
    ],
    [
      'publishRelease › 201 › sent again with its Idempotency-Key',
      'the first answer has "/api/taxonomy/releases/2.0.0"',
      headers({ location: '/api/taxonomy/releases/3.0.0' }),
    ],
    [
      'publishRelease › 422 › its key has published something else',
      'the refusal has "/problems/idempotency-key-reused"',
      (answer) => member('title', 'Rule violation')(member('type', '/problems/rule-violation')(answer)),
    ],
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
