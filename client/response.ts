/** The types of responses, derived from the contract. */
import type { operations } from '../generated/api.ts';

export type OperationId = keyof operations;
type Responses<Id extends OperationId> = operations[Id]['responses'];
type Bodies<Responses, MediaType extends string> = {
  [Status in keyof Responses]: Responses[Status] extends {
    content: { readonly [Type in MediaType]: infer Body };
  }
    ? Body
    : never;
}[keyof Responses];

/** The body of the operation's JSON responses. */
export type Data<Id extends OperationId> = Bodies<Responses<Id>, 'application/json'>;

/** The problems that the operation declares (RFC 9457), distinguished by `type`, or an UnexpectedResponse. */
export type Problem<Id extends OperationId> =
  | Bodies<Responses<Id>, 'application/problem+json'>
  | UnexpectedResponse;

/**
 * The problem for a response that is not in the contract. Most come from a proxy: an HTML page, an empty 502,
 * truncated JSON. `title` is the reason phrase (RFC 9457, 4.2.1); `detail` has the media type and the first 200
 * characters of the body.
 */
export interface UnexpectedResponse {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
}

/**
 * The result of a call: exactly one of `data`, `problem` and `notModified`, and the `response` itself.
 * `notModified` exists if the operation declares 304. Only a call with `If-None-Match` gets it, because this client
 * has no cache.
 */
export type ApiResponse<Id extends OperationId> = { readonly response: Response } & (
  | { readonly data: Data<Id>; readonly problem?: never; readonly notModified?: never }
  | { readonly data?: never; readonly problem: Problem<Id>; readonly notModified?: never }
  | (304 extends keyof Responses<Id>
      ? { readonly data?: never; readonly problem?: never; readonly notModified: true }
      : never)
);
