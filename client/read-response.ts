// Which of data, problem and notModified a response is. The media type decides, for it is what an answer says of
// itself; an answer that does not fit the contract becomes an UnexpectedResponse, never an exception.
import type { operations } from '../generated/api.ts';
import type { ApiResponse, OperationId, UnexpectedResponse } from './response.ts';

type StatusOfDataBeside2xx<Id extends OperationId> = {
  [Status in keyof operations[Id]['responses']]: `${Status & number}` extends `2${string}`
    ? never
    : operations[Id]['responses'][Status] extends { content: { readonly 'application/json': unknown } }
      ? Status
      : never;
}[keyof operations[Id]['responses']];

// A server that cannot serve still reports its health. `satisfies` keeps this in step with the contract: without
// it, JSON of a gateway in between (503 {"message": …}) could not be told from an answer of this service.
const dataBeside2xx: Partial<Record<OperationId, number>> = { getHealth: 503 } satisfies {
  [Id in OperationId as StatusOfDataBeside2xx<Id> extends never ? never : Id]: StatusOfDataBeside2xx<Id>;
};

/** @param content The body: parsed by openapi-fetch, or its text. */
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

/** Every body of the contract is an object; whatever is none, or does not parse, is not of this service. */
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
    // HTTP/2 has no status phrase.
    title: response.statusText || `HTTP ${response.status}`,
    status: response.status,
    detail: `Not an answer of this service (${mediaType}): ${text.slice(0, 200)}`,
  };
}
