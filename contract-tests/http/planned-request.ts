import { parseJson } from '../../contract/json.ts';
import { readContentType, writePayload } from '../../contract/payload.ts';

/** A request as a run sends it. It may break the contract or HTTP itself, unlike the request of a scenario. */
export interface PlannedRequest {
  /** Any method, in any case. */
  readonly method: string;
  /** Percent-encoded, with the query string. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The value, not yet serialised. The content type says how; without one it is JSON. */
  readonly body?: unknown;
  /** Sent instead of `body`: any text, also malformed JSON. `body` beside it is the value that it means. */
  readonly text?: string;
}

/** The body as sent, empty for none. */
export function payload({ headers, body, text }: Omit<PlannedRequest, 'method' | 'path'>): string {
  if (text !== undefined || body === undefined) return text ?? '';
  return writePayload(readContentType(headers['content-type'] ?? 'application/json').mediaType, body);
}

/** The value of the body. Of a text alone, it is known only when the text is JSON. */
export function valueOfBody({ body, text }: PlannedRequest): unknown {
  return text === undefined || body !== undefined ? body : parseJson(text);
}

export function withHeaders<Request extends PlannedRequest>(
  request: Request,
  headers: Readonly<Record<string, string>>,
): Request {
  return { ...request, headers: { ...request.headers, ...headers } };
}

export function withoutHeader<Request extends PlannedRequest>(request: Request, name: string): Request {
  const { [name]: _, ...headers } = request.headers;
  return { ...request, headers };
}
