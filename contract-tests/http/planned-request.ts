/** A request as a run sends it; a scenario's request is one, and there are others that no contract allows. */
export interface PlannedRequest {
  /** Any case, and any method. */
  readonly method: string;
  /** Percent-encoded, with the query string. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, not yet serialised. */
  readonly body?: unknown;
  /** In place of `body`: text that is perhaps no JSON. */
  readonly text?: string;
}

/** The body as it goes over the wire, empty for none. */
export function payload({ body, text }: PlannedRequest): string {
  return text ?? (body === undefined ? '' : JSON.stringify(body));
}

export function withHeaders<Request extends PlannedRequest>(
  request: Request,
  headers: Readonly<Record<string, string>>,
): Request {
  return { ...request, headers: { ...request.headers, ...headers } };
}
