import { getResponse } from 'msw';
import { createHandlers } from '../../client/src/msw/create-handlers.ts';
import type { Contract } from '../../contract/model.ts';
import { type PlannedRequest, payload } from '../http/planned-request.ts';
import type { Send } from '../http/send.ts';

const baseUrl = 'http://handlers.example';

/**
 * Sends requests to handlers for MSW, as `fetch` would make them.
 * @returns a function that throws when there is no such request in `fetch`, and when no handler answers
 */
export function createHandlersSend(contract: Contract): Send {
  const handlers = createHandlers(contract, { baseUrl });
  return async (planned) => {
    const response = await getResponse(handlers, requestOf(planned));
    if (!response) throw new Error('no handler');
    const bytes = Buffer.from(await response.arrayBuffer());
    return {
      method: planned.method,
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: bytes.toString(),
      bytes,
      failures: [],
    };
  };
}

function requestOf({ method, path, ...planned }: PlannedRequest): Request {
  const body = payload(planned);
  return new Request(baseUrl + path, {
    method: method.toUpperCase(),
    headers: planned.headers,
    ...(body !== '' && { body }),
  });
}
