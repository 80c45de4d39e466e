/** What comes of publishing: 200, 201, 409, and 422 where a key is used again for something else. */
import { randomUUID } from 'node:crypto';
import type { Failure, ReceivedResponse } from '../../contract/check-response.ts';
import { compareWith } from '../../contract/compare-with-example.ts';
import type { Operation } from '../../contract/model.ts';
import { expandPath } from '../../contract/paths.ts';
import { completeScenarios } from '../../contract/scenarios.ts';
import { routes } from '../../generated/operations.ts';
import { type PlannedRequest, withHeaders } from '../http/planned-request.ts';
import { authorized } from '../targets/credentials.ts';
import {
  asObject,
  type CaseContext,
  type CaseFactory,
  type NegativeCase,
  wherever,
} from './negative-case.ts';

export const publications: CaseFactory = (context) =>
  wherever(201, context).flatMap((operation) => {
    const { 'if-match': _, ...headers } = publication(operation, context).headers;
    const request = { ...publication(operation, context), headers };
    const published = { operation, status: 201, providerState: 'publishing' } as const;
    return [
      {
        title: 'is current already',
        operation,
        status: 200,
        request: context.requestOf(operation),
        expects: tellsItsVersion,
      },
      { ...published, title: 'whatever is current', request, expects: tellsItsVersion },
      sentAgain(operation, request),
      {
        title: 'its key has published something else',
        operation,
        status: 422,
        providerState: 'publishing',
        request: withHeaders(request, { 'idempotency-key': randomUUID() }),
        async prepare(send, prepared) {
          await send({ ...prepared, body: { ...asObject(request.body), aliases: [] } });
          return prepared;
        },
        expects: isOfType('/problems/idempotency-key-reused'),
        needsData: true,
      },
      { title: 'someone else was first', operation, status: 409, providerState: 'raced', request },
    ];
  });

/** The request of the scenario that publishes. */
function publication(operation: Operation, { credentials }: CaseContext): PlannedRequest {
  const scenario = completeScenarios(operation).find(({ status }) => status === 201);
  if (!scenario) throw new Error(`${operation.id} has no scenario that is answered 201`);
  return authorized(operation, scenario.request, credentials);
}

/** Who lost the answer and asks again gets it as it was, and nothing is published twice. */
function sentAgain(operation: Operation, request: PlannedRequest): NegativeCase {
  const shown = ({ headers, body }: ReceivedResponse) => {
    return { location: headers.location, etag: headers.etag, body };
  };
  let first: ReceivedResponse | undefined;
  return {
    title: 'sent again with its Idempotency-Key',
    operation,
    status: 201,
    providerState: 'publishing',
    request: withHeaders(request, { 'idempotency-key': randomUUID() }),
    async prepare(send, prepared) {
      first = await send(prepared);
      return prepared;
    },
    expects: (received) =>
      first
        ? compareWith('the first answer', shown(first), shown(received))
        : [{ where: 'request', detail: 'was not sent a first time' }],
  };
}

function tellsItsVersion({ status, headers }: ReceivedResponse, body: unknown): Failure[] {
  const { version } = asObject(body);
  const location = expandPath(routes.getRelease.path, { version: String(version) });
  const expected = { etag: `"${version}"`, ...(status === 201 && { location }) };
  const told = Object.fromEntries(Object.keys(expected).map((name) => [name, headers[name]]));
  return compareWith('the version', expected, told);
}

function isOfType(type: string) {
  return (_: ReceivedResponse, body: unknown) => compareWith('the refusal', type, asObject(body).type);
}
