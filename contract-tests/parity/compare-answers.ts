import { isDeepStrictEqual } from 'node:util';
import { compareWithExample } from '../../contract/compare-with-example.ts';
import { responseHeaders } from '../../contract/http-headers.ts';
import { lookup, parseJson, preview } from '../../contract/json.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import { matchScenario, type Scenario, scenariosOf } from '../../contract/scenarios.ts';
import { type PlannedRequest, payload } from '../http/planned-request.ts';
import type { RawResponse } from '../http/send.ts';

/** Where two answers to the same request are not alike. */
export interface Difference {
  /** `status`, `header etag`, `body /type`, `body bytes`. */
  readonly where: string;
  readonly mock: string;
  readonly server: string;
}

/** Both to the same request. */
export interface Pair {
  readonly operation: Operation;
  readonly request: PlannedRequest;
  readonly mock: RawResponse;
  readonly server: RawResponse;
}

export function createComparison(contract: Contract): (pair: Pair) => Difference[] {
  const scenarios = scenariosOf(contract);
  const declared = responseHeaders(contract);
  return (pair) => {
    const { operation, request, mock, server } = pair;
    // Answers of two statuses have nothing else in common.
    if (mock.status !== server.status) return difference('status', mock.status, server.status);
    const scenario = matchScenario(scenarios, { ...request, body: parseJson(payload(request)) });
    // A header of one name may be volatile in one answer and not in another; in one that nobody declares it may be.
    const own = new Map([...declared, ...(operation.responses.get(mock.status)?.headers ?? [])]);
    return [
      ...['content-type', 'allow'].flatMap((name) => compareHeader(name, false, pair)),
      ...[...own].flatMap(([name, { volatile }]) => compareHeader(name, volatile, pair)),
      ...(scenario?.status === mock.status
        ? compareBodies(contract, scenario, pair)
        : // No more is common to what follows from data and what follows from examples than the kind of problem.
          difference(
            'body /type',
            lookup(parseJson(mock.body), '/type'),
            lookup(parseJson(server.body), '/type'),
          )),
    ];
  };
}

// Each value has kept its schema; the values of a volatile header need not be alike, but neither is there alone.
function compareHeader(name: string, isVolatile: boolean, { mock, server }: Pair): Difference[] {
  const [ofMock, ofServer] = [mock.headers[name], server.headers[name]];
  if (isVolatile && ofMock !== undefined && ofServer !== undefined) return [];
  return difference(`header ${name}`, normal(name, ofMock), normal(name, ofServer));
}

function compareBodies(contract: Contract, scenario: Scenario, { mock, server }: Pair): Difference[] {
  const [ofMock, ofServer] = [parseJson(mock.body), parseJson(server.body)];
  if (isDeepStrictEqual(ofMock, ofServer)) return difference('body bytes', mock.body, server.body);
  const asExample = { ...scenario, response: { ...scenario.response, body: ofMock } };
  return compareWithExample(contract, asExample, ofServer).flatMap(({ where }) => {
    const pointer = where.replace(/^body ?/, '');
    return difference(where, lookup(ofMock, pointer), lookup(ofServer, pointer));
  });
}

function difference(where: string, mock: unknown, server: unknown): Difference[] {
  return mock === server ? [] : [{ where, mock: preview(mock), server: preview(server) }];
}

function normal(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  // Allow is a set (RFC 9110, 10.2.1). JSON is UTF-8 (RFC 8259, 8.1), whether it is findings or not.
  return name === 'allow' ? value.split(/, */).sort().join(', ') : value.replace(/; charset=utf-8$/, '');
}
