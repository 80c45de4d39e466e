/** Invariants of HTTP for every GET operation, at every path that has content. */
import type { Contract, Operation, Parameter } from '../../contract/model.ts';
import { completeScenarios, requestWith } from '../../contract/scenarios.ts';
import { componentsOf } from '../../contract/schema-walk.ts';
import { alwaysSucceeds } from '../../contract/successes.ts';
import type { components } from '../../generated/api.ts';
import { defaultRelease } from '../../taxonomy/releases/index.ts';
import { NoValue } from '../cases/known-inputs.ts';
import { requestFor } from '../cases/requests.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import type { RawResponse } from '../http/send.ts';
import type { Target } from '../model.ts';
import { lacksCredentials } from '../targets/credentials.ts';
import type { CheckingClient } from './checking-client.ts';
import { verifyEveryForm, verifyEveryMatch, verifyIgnored } from './conditions.ts';
import type { InvariantSpec, VerifyAt } from './invariant.ts';
import { knownValues, valuesOfEveryCategory } from './known-values.ts';

type ReleaseList = components['schemas']['ReleaseList'];

const encodings = ['identity', 'gzip', 'br'] as const;

export function httpInvariants(contract: Contract, target: Target): InvariantSpec[] {
  const everywhere = (operation: Operation, verifyAt: VerifyAt) => async (client: CheckingClient) => {
    const requests = await everyRequest(client, operation, target);
    await Promise.all(requests.map((request) => verifyAt(client, operation, request)));
  };
  const gets = contract.operations.filter((operation) => canRead(contract, operation, target));
  const cacheable = gets.filter(({ responses }) => responses.has(304));
  return [
    ...gets.map((operation) => ({
      name: `${operation.id} › HEAD`,
      group: 'HEAD is GET without its body',
      // A response with a validator has the same length, and its ETag depends on the body.
      ...(!operation.responses.has(304) && { ignoresBodies: true as const }),
      verify: everywhere(operation, verifyHead(target.behindProxy)),
    })),
    ...gets.map((operation) => ({
      name: `${operation.id} › conditions without a validator`,
      group: 'conditions without a validator are ignored',
      verify: async (client: CheckingClient) => {
        const [request] = await everyRequest(client, operation, target);
        if (request) await verifyIgnored(client, operation, request);
      },
    })),
    ...cacheable.map((operation) => ({
      name: `${operation.id} › encodings`,
      group: 'every encoding has the same content',
      verify: everywhere(operation, verifyEncodings),
    })),
    ...cacheable.map((operation) => ({
      name: `${operation.id} › If-None-Match`,
      group: '304 while the ETag is current',
      verify: everywhere(operation, verifyRevalidation),
    })),
    ...cacheable.map((operation) => ({
      name: `${operation.id} › every form of If-None-Match`,
      group: '304 while the ETag is current',
      verify: async (client: CheckingClient) => {
        const [request] = await everyRequest(client, operation, target);
        if (request) await verifyEveryForm(client, operation, request);
      },
    })),
    ...cacheable
      .filter(({ responses }) => responses.has(412))
      .map((operation) => ({
        name: `${operation.id} › every form of If-Match`,
        group: '412 unless the ETag is current',
        verify: async (client: CheckingClient) => {
          const [request] = await everyRequest(client, operation, target);
          if (request) await verifyEveryMatch(client, operation, request);
        },
      })),
  ];
}

/** Where a target has neither the token nor the inputs, the cells of the operation are reported. */
function canRead(contract: Contract, operation: Operation, target: Target) {
  if (operation.method !== 'get' || !operation.responses.has(200)) return false;
  if (lacksCredentials(operation, target.credentials)) return false;
  const { isMock, servesExamples } = target;
  try {
    return (
      knownRequest(contract, operation) !== undefined ||
      ((isMock || servesExamples) && scenarioRequests(operation).length > 0)
    );
  } catch {
    // An example with which no request can be made. The plan of the cases says so.
    return false;
  }
}

/** Every request to which a GET operation has content: a bug may show in a single category. */
async function everyRequest(
  client: CheckingClient,
  operation: Operation,
  target: Target,
): Promise<readonly PlannedRequest[]> {
  const { contract } = client;
  const required = operation.parameters.filter(
    ({ in: location, required }) => required && location !== 'header',
  );
  const known = knownRequest(contract, operation);
  const scenarios = scenarioRequests(operation);
  if ((target.isMock && scenarios.length > 0) || !known) return scenarios;
  if (required.length === 0 || alwaysSucceeds(operation)) return [known];
  const [only, ...others] = required;
  const isRelease = only?.in === 'path' && others.length === 0 && isVersion(contract, only);
  if (isRelease) return releaseRequests(client, operation, only);
  const requests = valuesOfEveryCategory(await client.tree()).map(
    (values) => requestFor(contract, values)(operation).request,
  );
  return [...new Map(requests.map((request) => [request.path, request])).values()];
}

function scenarioRequests(operation: Operation): PlannedRequest[] {
  const found = completeScenarios(operation).filter(({ status }) => status === 200);
  return found.map(({ request }) => request);
}

function knownRequest(contract: Contract, operation: Operation): PlannedRequest | undefined {
  try {
    return requestFor(contract, knownValues(defaultRelease))(operation).request;
  } catch (error) {
    if (error instanceof NoValue) return undefined;
    throw error;
  }
}

function isVersion({ document }: Contract, { schemaPointer }: Parameter): boolean {
  return componentsOf(document, schemaPointer).includes('DataVersion');
}

/** Two releases, the newest and the oldest, because the server reads every older one in the same way. */
async function releaseRequests(
  { read }: CheckingClient,
  operation: Operation,
  parameter: Parameter,
): Promise<PlannedRequest[]> {
  const { releases } = await read<ReleaseList>('listReleases');
  const versions = [releases.at(0), releases.at(-1)].flatMap((release) => release?.version ?? []);
  return [...new Set(versions)].map((version) =>
    requestWith(operation, { parameters: new Map([[parameter, version]]) }),
  );
}

function verifyHead(behindProxy: Target['behindProxy']): VerifyAt {
  return async ({ request, equal }, { id, responses }, { path, headers: own }) => {
    for (const encoding of ['identity', 'br']) {
      const headers = { ...own, 'accept-encoding': encoding };
      const get = await request(id, { path, headers });
      const head = await request(id, { path, headers, method: 'HEAD' });
      const volatile = [
        ...['date', 'x-request-id'],
        // A response without a validator is made for each request, so its length may differ.
        ...(responses.has(304) ? [] : ['content-length']),
        ...(behindProxy?.mayDifferInLength(get, head) ? ['content-length', 'transfer-encoding'] : []),
      ];
      const comparable = (response: RawResponse) =>
        Object.fromEntries(Object.entries(response.headers).filter(([name]) => !volatile.includes(name)));
      equal(`HEAD ${path} (${encoding}) headers`, 'GET', comparable(get), comparable(head));
    }
  };
}

/** Equal content in every encoding, and equal ETags exactly where the bytes are equal. */
const verifyEncodings: VerifyAt = async ({ request, equal, failures }, { id }, { path, headers: own }) => {
  const responses = await Promise.all(
    [...encodings, 'none'].map(async (encoding) => {
      const headers = encoding === 'none' ? own : { ...own, 'accept-encoding': encoding };
      return { encoding, response: await request(id, { path, headers }) };
    }),
  );
  const [identity] = responses;
  for (const { encoding, response } of responses) {
    const place = `GET ${path} (${encoding})`;
    const used = response.headers['content-encoding'] ?? 'identity';
    if (used !== encoding && used !== 'identity') {
      const where = `${place} header content-encoding`;
      failures.push({ where, detail: `is ${used}, which was not asked for` });
    }
    if (identity?.response.body !== response.body) {
      failures.push({ where: place, detail: 'has other content' });
    }
    for (const { encoding: other, response: another } of responses) {
      // A weak ETag stands for the content, which was compared.
      if (response.weakened || another.weakened) continue;
      const bytes = another.bytes.equals(response.bytes) ? 'equal' : 'different';
      const tags = another.headers.etag === response.headers.etag ? 'equal' : 'different';
      equal(`${place} ETag, against ${other}:`, 'bytes', bytes, tags);
    }
  }
};

const verifyRevalidation: VerifyAt = async ({ request, equal }, { id }, { path, headers: own }) => {
  for (const encoding of encodings) {
    const accepting = { ...own, 'accept-encoding': encoding };
    const { headers: fresh } = await request(id, { path, headers: accepting });
    const headers = { ...accepting, 'if-none-match': String(fresh.etag) };
    const { headers: confirmed } = await request(id, { path, headers, status: 304 });
    for (const name of ['etag', 'cache-control', 'vary']) {
      equal(`304 ${path} (${encoding}) header ${name}`, 'the 200', fresh[name], confirmed[name]);
    }
  }
};
