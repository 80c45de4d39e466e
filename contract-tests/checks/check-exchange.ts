/** Checks of every response, besides what its operation declares: CORS, request id, quota, Accept, encoding, problem. */
import type { Failure, ReceivedResponse } from '../../contract/check-response.ts';
import { createRequestIds, responseHeaders } from '../../contract/http-headers.ts';
import { isObject, type JsonObject, parseJson } from '../../contract/json.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import { readContentType } from '../../contract/payload.ts';
import { instanceOf } from '../../contract/problems.ts';
import { isSuccess } from '../../contract/successes.ts';
import type { PlannedRequest } from '../http/planned-request.ts';

export function checkExchange(
  contract: Contract,
  operation: Operation,
  request: PlannedRequest,
  received: ReceivedResponse,
): Failure[] {
  return [
    ...checkCors(contract, request, received),
    ...checkRequestId(contract, request, received),
    ...checkQuota(operation, request, received),
    ...checkAccept(request, received),
    ...checkEncoding(request, received),
    ...checkProblem(contract, request, received),
  ];
}

// A script in a browser can read a response only if the server allows its origin, and only the exposed headers.
function checkCors(contract: Contract, { headers: { origin } }: PlannedRequest, received: ReceivedResponse) {
  if (origin === undefined) return [];
  const allowed = received.headers['access-control-allow-origin'];
  const failures: Failure[] = [];
  if (allowed !== '*' && allowed !== origin) {
    failures.push({
      where: 'header access-control-allow-origin',
      detail: `must be * or ${origin}, is ${allowed ?? 'missing'}`,
    });
  }
  const declared = responseHeaders(contract);
  const exposed = String(received.headers['access-control-expose-headers'] ?? '').toLowerCase();
  const hidden = Object.keys(received.headers)
    .filter((name) => declared.has(name) && !exposed.split(/\s*,\s*/).includes(name))
    .map((name) => ({ where: 'header access-control-expose-headers', detail: `lacks ${name}` }));
  return [...failures, ...hidden];
}

function checkRequestId(
  contract: Contract,
  { headers }: PlannedRequest,
  received: ReceivedResponse,
): Failure[] {
  const sent = headers['x-request-id'];
  const echoed = received.headers['x-request-id'];
  if (sent === undefined || echoed === sent) return [];
  if (createRequestIds(contract)(sent) !== sent) return [];
  return [{ where: 'header x-request-id', detail: `must echo ${sent}, is ${echoed ?? 'missing'}` }];
}

// A POST counts against the quota, so its response says what is left. Other responses may be cached, where a
// quota would be that of another client: there these headers are not declared, so checkResponse reports them.
function checkQuota(
  { responses }: Operation,
  { method }: PlannedRequest,
  received: ReceivedResponse,
): Failure[] {
  if (method.toUpperCase() !== 'POST') return [];
  const declared = responses.get(received.status)?.headers;
  return ['ratelimit', 'ratelimit-policy']
    .filter((name) => declared?.has(name) && received.headers[name] === undefined)
    .map((name) => ({ where: `header ${name}`, detail: 'is missing on the response to a POST' }));
}

// A problem may be sent to a client that does not accept it (RFC 9110, 15.5.7).
function checkAccept(
  { headers }: PlannedRequest,
  { status, headers: received }: ReceivedResponse,
): Failure[] {
  const { accept } = headers;
  const sent = readContentType(String(received['content-type'] ?? '')).mediaType;
  if (!isSuccess(status) || sent === '' || accept === undefined) return [];
  const ranges = accept.split(',').map((range) => readContentType(range).mediaType);
  if (ranges.some((range) => range === sent || range.endsWith('/*'))) return [];
  return [{ where: 'header content-type', detail: `is ${sent}, and the request accepts ${accept}` }];
}

// A client may be unable to decode an encoding that it did not ask for.
function checkEncoding({ headers }: PlannedRequest, received: ReceivedResponse): Failure[] {
  const used = received.headers['content-encoding'];
  if (used === undefined || headers['accept-encoding']?.includes(String(used))) return [];
  return [{ where: 'header content-encoding', detail: `is ${used}, which was not asked for` }];
}

/** A stack, a file or an SQL statement. */
const internals =
  /\n\s+at |\bat \S+:\d+:\d+|node_modules|\/\S+\.[cm]?[jt]s\b|\bfile:\/\/|\b(?:SELECT|INSERT|UPDATE) .+\b/;

function checkProblem(contract: Contract, { path }: PlannedRequest, received: ReceivedResponse): Failure[] {
  const problem = problemOf(received);
  if (!problem) return [];
  const { type, title, status, instance, requestId } = problem;
  const kind = contract.problems.get(String(type).replace('/problems/', ''));
  const { method, headers } = received;
  const members: readonly (readonly [name: string, actual: unknown, expected: unknown])[] = [
    ['status', status, received.status],
    // The catalogue of problems may grow: a client of an earlier contract does not know each.
    ...(kind || !contract.asClient
      ? ([
          ['type', kind?.status, received.status],
          ['title', title, kind?.title],
        ] as const)
      : []),
    ['requestId', requestId, headers['x-request-id'] ?? requestId],
    ['instance', instance, 'instance' in problem ? instanceOf(path) : undefined],
  ];
  const leaks = method !== 'HEAD' && internals.test(JSON.stringify(problem).replaceAll('\\n', '\n'));
  return [
    ...members
      .filter(([, actual, expected]) => actual !== expected)
      .map(([name, actual, expected]) => ({
        where: `body /${name}`,
        detail: `must be ${expected} to fit the rest of the response, is ${actual}`,
      })),
    ...(leaks ? [{ where: 'body', detail: 'reveals internals: a stack, a file or a query' }] : []),
  ];
}

function problemOf({ headers, body }: ReceivedResponse): JsonObject | undefined {
  if (!String(headers['content-type']).startsWith('application/problem+json') || !body) return undefined;
  const problem = parseJson(body);
  return isObject(problem) ? problem : undefined;
}
