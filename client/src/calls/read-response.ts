/**
 * Decides whether a response is data, a problem or notModified, by its status and media type. A response that does
 * not fit the contract becomes an UnexpectedResponse; nothing is thrown.
 */
import { isObject, parseJson } from '../../../contract/json.ts';
import { kindOf } from '../../../contract/payload.ts';
import type { Route } from '../../../contract/route.ts';
import { mediaTypeIn } from './media-type.ts';
import type { UnexpectedResponse } from './response.ts';

/** An ApiResponse of which the compiler knows nothing. */
export interface Received {
  readonly response: Response;
  readonly data?: unknown;
  readonly problem?: object;
  readonly notModified?: true;
}

export interface ReadByFetch {
  readonly response: Response;
  /** The body of a success, if there is one. */
  readonly data?: Blob | undefined;
  /** Any other body: as text, or as JSON if it is. */
  readonly error?: unknown;
}

export async function readResponse(route: Route, { response, data, error }: ReadByFetch): Promise<Received> {
  if (response.status === 304) return { notModified: true, response };
  const mediaType = mediaTypeIn(response.headers);
  const kind = isData(route, response, mediaType) ? kindOf(mediaType) : undefined;
  if (kind === 'binary') return { data: data ?? new Blob(), response };
  const text = data ? await data.text() : textOf(error);
  if (kind === 'text') return { data: text, response };
  const value = parseJson(text);
  if (kind === 'json' && (route.jsonTypes ?? ['object']).includes(typeOf(value)))
    return { data: value, response };
  if (route.emptyStatuses?.includes(response.status) && text === '') return { data: undefined, response };
  if (mediaType === 'application/problem+json' && isObject(value)) return { problem: value, response };
  return { problem: unexpected(response, mediaType, text), response };
}

function textOf(content: unknown): string {
  return typeof content === 'string' ? content : (JSON.stringify(content) ?? '');
}

function isData(
  { produces = ['application/json'], dataStatuses }: Route,
  { ok, status }: Response,
  mediaType: string,
): boolean | undefined {
  return produces.includes(mediaType) && (ok || dataStatuses?.includes(status));
}

/** The type of a JSON value, as in JSON Schema. */
function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function unexpected(response: Response, mediaType: string, text: string): UnexpectedResponse {
  return {
    type: 'about:blank',
    // HTTP/2 has no reason phrase (RFC 9113, 8.3.2).
    title: response.statusText || `HTTP ${response.status}`,
    status: response.status,
    detail: `Not a response of this service (${mediaType || 'no media type'}): ${text.slice(0, 200)}`,
  };
}
