import { bodyValue } from '../../contract/check-response.ts';
import { compareWithExample } from '../../contract/compare-with-example.ts';
import { mockHeaderName, responseHeaders } from '../../contract/http-headers.ts';
import { lookup, parseJson, preview } from '../../contract/json.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import { readContentType } from '../../contract/payload.ts';
import { declaredResponse } from '../../contract/read-responses.ts';
import { matchingScenarios, type Scenario, scenariosOf } from '../../contract/scenarios.ts';
import { type PlannedRequest, valueOfBody } from '../http/planned-request.ts';
import type { RawResponse } from '../http/send.ts';

/** One difference between the responses to the same request. */
export interface Difference {
  /** `status`, `header etag`, `body /type`. */
  readonly where: string;
  readonly mock: string;
  readonly other: string;
}

/** The responses to the same request. */
export interface ResponsePair {
  readonly operation: Operation;
  readonly request: PlannedRequest;
  readonly mock: RawResponse;
  /** Of the server, or of handlers for MSW. */
  readonly other: RawResponse;
}

/** @param haveData whether the other has data. Otherwise it responds with the same examples, whatever the request. */
export function createComparison(contract: Contract, haveData = true): (pair: ResponsePair) => Difference[] {
  const scenarios = scenariosOf(contract);
  const declared = responseHeaders(contract);
  return (pair) => {
    const { operation, request, mock, other } = pair;
    // Responses with different statuses have nothing else in common.
    if (mock.status !== other.status) return difference('status', mock.status, other.status);
    const incoming = { ...request, body: valueOfBody(request) };
    const scenario = matchingScenarios(contract, scenarios, incoming).find(
      ({ status, response }) => status === mock.status && response.mediaType === mediaTypeOf(mock),
    );
    // Without data, every response is an example.
    const example = haveData ? scenario : exampleOf(pair);
    // A header may be volatile in one response only. Declarations of this response override all others.
    const headers = new Map([...declared, ...(operation.responses.get(mock.status)?.headers ?? [])]);
    return [
      ...['content-type', 'allow', ...(haveData ? [] : [mockHeaderName])].flatMap((name) =>
        compareHeader(name, false, pair),
      ),
      // Without a scenario, the values follow from data on one side only. Each side has kept the schemas of its headers.
      ...[...headers].flatMap(([name, { volatile }]) =>
        compareHeader(name, volatile || (!example && mock.status < 400), pair),
      ),
      ...(example
        ? compareBodies(contract, example, pair)
        : // The server's body follows from data and the mock's from an example: only what is refused must agree.
          compareProblems(pair)),
    ];
  };
}

type Example = Pick<Scenario, 'operation' | 'status' | 'response'>;

/** Undefined where the operation declares no such response: every path has it, like 405. */
function exampleOf({ operation, mock }: ResponsePair): Example | undefined {
  const { status } = mock;
  const mediaType = mediaTypeOf(mock);
  return declaredResponse(operation, status)?.content.has(mediaType)
    ? { operation, status, response: { mediaType, body: undefined } }
    : undefined;
}

// The values of a volatile header may differ, but both responses must have it.
function compareHeader(name: string, isVolatile: boolean, { mock, other }: ResponsePair): Difference[] {
  const [ofMock, ofOther] = [mock.headers[name], other.headers[name]];
  if (isVolatile && ofMock !== undefined && ofOther !== undefined) return [];
  return difference(`header ${name}`, normalize(name, ofMock), normalize(name, ofOther));
}

function compareBodies(contract: Contract, scenario: Example, { mock, other }: ResponsePair): Difference[] {
  const [ofMock, ofOther] = [mock, other].map(({ body }) => bodyValue(mediaTypeOf(mock), body));
  const asExample = { ...scenario, response: { ...scenario.response, body: ofMock } };
  return compareWithExample(contract, asExample, ofOther).flatMap(({ where }) => {
    const pointer = where.replace(/^body ?/, '');
    return difference(where, lookup(ofMock, pointer), lookup(ofOther, pointer));
  });
}

/** A caller is told the same in the same words. */
function compareProblems({ mock, other }: ResponsePair): Difference[] {
  if (mock.status < 400) return [];
  const [ofMock, ofOther] = [parseJson(mock.body), parseJson(other.body)];
  // Of a value that fits no alternative, the server reports every alternative, and the mock the first.
  const first =
    lookup(ofOther, '/errors/0') === undefined ? ['/detail'] : ['/errors/0/pointer', '/errors/0/detail'];
  const differences = ['/type', ...first].flatMap((member) =>
    difference(`body ${member}`, lookup(ofMock, member), lookup(ofOther, member)),
  );
  // Another kind of problem has another detail.
  return differences.slice(0, 1);
}

function mediaTypeOf({ headers }: RawResponse): string {
  return readContentType(String(headers['content-type'] ?? '')).mediaType;
}

function difference(where: string, mock: unknown, other: unknown): Difference[] {
  return mock === other ? [] : [{ where, mock: preview(mock), other: preview(other) }];
}

function normalize(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  // Allow is a set (RFC 9110, 10.2.1).
  return name === 'allow' ? value.split(/, */).sort().join(', ') : value;
}
