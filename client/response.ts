// What a call answers, in types read off the contract.
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

/** The body of the operation's JSON answers. */
export type Data<Id extends OperationId> = Bodies<Responses<Id>, 'application/json'>;

/** The problems that the operation declares (RFC 9457), told apart by `type`; the last is none of them. */
export type Problem<Id extends OperationId> =
  | Bodies<Responses<Id>, 'application/problem+json'>
  | UnexpectedResponse;

/**
 * Stands in for an answer that the contract does not know, mostly that of a proxy in between: an HTML page, an
 * empty 502, JSON cut short. `title` is the status phrase (RFC 9457, 4.2.1), `detail` shows how the body begins.
 */
export interface UnexpectedResponse {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
}

/**
 * Exactly one of `data`, `problem` and `notModified` is there. `notModified` exists where the operation declares
 * 304, and comes only to a caller who sent `If-None-Match`: this client keeps no cache.
 */
export type ApiResponse<Id extends OperationId> = { readonly response: Response } & (
  | { readonly data: Data<Id>; readonly problem?: never; readonly notModified?: never }
  | { readonly data?: never; readonly problem: Problem<Id>; readonly notModified?: never }
  | (304 extends keyof Responses<Id>
      ? { readonly data?: never; readonly problem?: never; readonly notModified: true }
      : never)
);
