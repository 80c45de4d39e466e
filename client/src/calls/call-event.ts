/**
 * What a call does, for a log. It holds no credential: neither headers, nor the query, in which an API key may be, nor
 * the message of an error, which may quote both.
 */
export type CallEvent = {
  readonly operation: string;
  /** In upper case. */
  readonly method: string;
  /** With its values, without the query. */
  readonly path: string;
} & (
  | { readonly type: 'request' }
  /** `milliseconds` from the request to the headers of the response. */
  | { readonly type: 'response'; readonly status: number; readonly milliseconds: number }
  /** There is no response, or not all of it. `error` is its name: `TypeError`, `TimeoutError`, `AbortError`. */
  | { readonly type: 'failure'; readonly error: string; readonly milliseconds: number }
  /** The request will be sent again after `waitMs`. */
  | { readonly type: 'retry'; readonly waitMs: number }
);
