/** What a cache in front of the server may get wrong: the response to one caller is sent to another. */
import { randomUUID } from 'node:crypto';
import { parseQuery } from '../../contract/parameter-values.ts';
import { unknownNames } from '../../contract/unknown-query.ts';
import { type PlannedRequest, withHeaders } from '../http/planned-request.ts';
import type { Send } from '../http/send.ts';
import type { CaseFactory } from './negative-case.ts';

// The other cases of a run share an id. Every case checks that its id is echoed.
const withOwnId = (request: PlannedRequest) => withHeaders(request, { 'x-request-id': randomUUID() });

async function sendBefore(send: Send, request: PlannedRequest): Promise<PlannedRequest> {
  await send(withOwnId(request));
  return request;
}

/** A stored response is sent with the id of each request. */
export const ownRequestId: CaseFactory = ({ operations, requestOf, successOf }) =>
  operations
    .filter(({ method }) => method === 'get')
    .map((operation) => ({
      title: 'again, with another request id',
      operation,
      status: successOf(operation),
      group: 'the response has the id of its request',
      request: withOwnId(requestOf(operation)),
      prepare: sendBefore,
    }));

const unknown = 'not-declared=1';

/** A problem is no-store, and says which request it is about. */
export const problemNotStored: CaseFactory = ({ operations, requestOf }) =>
  operations
    .filter(({ method, responses }) => method === 'get' && responses.has(400))
    .filter((operation) => unknownNames(operation, parseQuery(unknown)).length > 0)
    .map((operation) => {
      const request = withOwnId(requestOf(operation));
      return {
        title: 'the same problem, with another request id',
        operation,
        status: 400,
        group: 'no-store responses are not stored',
        request: { ...request, path: `${request.path}${request.path.includes('?') ? '&' : '?'}${unknown}` },
        prepare: sendBefore,
      };
    });
