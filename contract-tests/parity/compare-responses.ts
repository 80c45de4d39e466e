import { bodyValue } from '../../contract/check-response.ts';
import { compareWithExample } from '../../contract/compare-with-example.ts';
import { responseHeaders } from '../../contract/http-headers.ts';
import { lookup, parseJson, preview } from '../../contract/json.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import { readContentType } from '../../contract/payload.ts';
import { matchingScenarios, type Scenario, scenariosOf } from '../../contract/scenarios.ts';
import { type PlannedRequest, valueOfBody } from '../http/planned-request.ts';
import type { RawResponse } from '../http/send.ts';

/** One difference between the responses to the same request. */
export interface Difference {
  /** `status`, `header etag`, `body /type`. */
  readonly where: string;
  readonly mock: string;
  readonly server: string;
}

/** The responses to the same request. */
export interface ResponsePair {
  readonly operation: Operation;
  readonly request: PlannedRequest;
  readonly mock: RawResponse;
  readonly server: RawResponse;
}

export function createComparison(contract: Contract): (pair: ResponsePair) => Difference[] {
  const scenarios = scenariosOf(contract);
  const declared = responseHeaders(contract);
  return (pair) => {
    const { operation, request, mock, server } = pair;
    // Responses with different statuses have nothing else in common.
    if (mock.status !== server.status) return difference('status', mock.status, server.status);
    const incoming = { ...request, body: valueOfBody(request) };
    const scenario = matchingScenarios(contract, scenarios, incoming).find(
      ({ status, response }) => status === mock.status && response.mediaType === mediaTypeOf(mock),
    );
    // A header may be volatile in one response only. Declarations of this response override all others.
    const headers = new Map([...declared, ...(operation.responses.get(mock.status)?.headers ?? [])]);
    return [
      ...['content-type', 'allow'].flatMap((name) => compareHeader(name, false, pair)),
      // Without a scenario, the values follow from data on one side only. Each side has kept the schemas of its headers.
      ...[...headers].flatMap(([name, { volatile }]) =>
        compareHeader(name, volatile || (!scenario && mock.status < 400), pair),
      ),
      ...(scenario
        ? compareBodies(contract, scenario, pair)
        : // The server's body follows from data and the mock's from an example: only what is refused must agree.
          compareProblems(pair)),
    ];
  };
}

// The values of a volatile header may differ, but both responses must have it.
function compareHeader(name: string, isVolatile: boolean, { mock, server }: ResponsePair): Difference[] {
  const [ofMock, ofServer] = [mock.headers[name], server.headers[name]];
  if (isVolatile && ofMock !== undefined && ofServer !== undefined) return [];
  return difference(`header ${name}`, normalize(name, ofMock), normalize(name, ofServer));
}

function compareBodies(contract: Contract, scenario: Scenario, { mock, server }: ResponsePair): Difference[] {
  const [ofMock, ofServer] = [mock, server].map(({ body }) => bodyValue(mediaTypeOf(mock), body));
  const asExample = { ...scenario, response: { ...scenario.response, body: ofMock } };
  return compareWithExample(contract, asExample, ofServer).flatMap(({ where }) => {
    const pointer = where.replace(/^body ?/, '');
    return difference(where, lookup(ofMock, pointer), lookup(ofServer, pointer));
  });
}

/** A caller is told the same in the same words. */
function compareProblems({ mock, server }: ResponsePair): Difference[] {
  if (mock.status < 400) return [];
  const [ofMock, ofServer] = [parseJson(mock.body), parseJson(server.body)];
  // Of a value that fits no alternative, the server reports every alternative, and the mock the first.
  const first =
    lookup(ofServer, '/errors/0') === undefined ? ['/detail'] : ['/errors/0/pointer', '/errors/0/detail'];
  const differences = ['/type', ...first].flatMap((member) =>
    difference(`body ${member}`, lookup(ofMock, member), lookup(ofServer, member)),
  );
  // Another kind of problem has another detail.
  return differences.slice(0, 1);
}

function mediaTypeOf({ headers }: RawResponse): string {
  return readContentType(String(headers['content-type'] ?? '')).mediaType;
}

function difference(where: string, mock: unknown, server: unknown): Difference[] {
  return mock === server ? [] : [{ where, mock: preview(mock), server: preview(server) }];
}

function normalize(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  // Allow is a set (RFC 9110, 10.2.1).
  return name === 'allow' ? value.split(/, */).sort().join(', ') : value;
}
