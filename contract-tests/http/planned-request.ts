/** A request as a run sends it. It may break the contract or HTTP itself, unlike the request of a scenario. */
export interface PlannedRequest {
  /** Any method, in any case. */
  readonly method: string;
  /** Percent-encoded, with the query string. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, not yet serialised. */
  readonly body?: unknown;
  /** Sent instead of `body`: any text, also malformed JSON. */
  readonly text?: string;
}

/** The body as sent, empty for none. */
export function payload({ body, text }: PlannedRequest): string {
  return text ?? (body === undefined ? '' : JSON.stringify(body));
}

export function withHeaders<Request extends PlannedRequest>(
  request: Request,
  headers: Readonly<Record<string, string>>,
): Request {
  return { ...request, headers: { ...request.headers, ...headers } };
}
