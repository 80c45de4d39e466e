/**
 * Decides whether a response is data, a problem or notModified, by its status and media type. A response that does
 * not fit the contract becomes an UnexpectedResponse; nothing is thrown.
 */
import type { operations } from '../generated/api.ts';
import type { ApiResponse, OperationId, UnexpectedResponse } from './response.ts';

type DataStatusBeside2xx<Id extends OperationId> = {
  [Status in keyof operations[Id]['responses']]: `${Status & number}` extends `2${string}`
    ? never
    : operations[Id]['responses'][Status] extends { content: { readonly 'application/json': unknown } }
      ? Status
      : never;
}[keyof operations[Id]['responses']];

// An unavailable service still sends its health report, with 503. Other JSON with 503 comes from a gateway, for
// example {"message": …}. `satisfies` makes the compiler compare this list with the contract.
const dataBeside2xx: Partial<Record<OperationId, number>> = { getHealth: 503 } satisfies {
  [Id in OperationId as DataStatusBeside2xx<Id> extends never ? never : Id]: DataStatusBeside2xx<Id>;
};

/** @param content the body, as text or parsed by openapi-fetch */
export function readResponse<Id extends OperationId>(
  id: Id,
  response: Response,
  content: unknown,
): ApiResponse<Id> {
  return { ...classify(id, response, content), response } as ApiResponse<Id>;
}

function classify(id: OperationId, response: Response, content: unknown) {
  if (response.status === 304) return { notModified: true };
  const mediaType = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  const body = asObject(content);
  const isData = response.ok || response.status === dataBeside2xx[id];
  if (body && mediaType === 'application/json' && isData) return { data: body };
  if (body && mediaType === 'application/problem+json') return { problem: body };
  return { problem: unexpected(response, mediaType, content) };
}

/** Every body of the contract is an object; another value does not come from this service. */
function asObject(content: unknown): object | undefined {
  const value = typeof content === 'string' ? parse(content) : content;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unexpected(
  response: Response,
  mediaType = 'no media type',
  content: unknown = '',
): UnexpectedResponse {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return {
    type: 'about:blank',
    // HTTP/2 has no reason phrase (RFC 9113, 8.3.2).
    title: response.statusText || `HTTP ${response.status}`,
    status: response.status,
    detail: `Not a response of this service (${mediaType}): ${text.slice(0, 200)}`,
  };
}
