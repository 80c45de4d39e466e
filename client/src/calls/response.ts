/** The types of responses. `Operation` is a member of `operations` in generated/api.ts. */

type Responses<Operation> = Operation extends { responses: infer All } ? All : never;
/** The content of every response, a union. */
type Content<Operation> = {
  [Status in keyof Responses<Operation>]: Responses<Operation>[Status] extends { content: infer Content }
    ? Content
    : never;
}[keyof Responses<Operation>];

type ProblemType = 'application/problem+json';
type Parsed = 'application/json' | `application/${string}+json` | `text/${string}`;

type DataIn<Content> = Content extends unknown
  ? {
      [Type in keyof Content]: Type extends ProblemType ? never : Type extends Parsed ? Content[Type] : Blob;
    }[keyof Content]
  : never;
type ProblemIn<Content> = Content extends { readonly [Type in ProblemType]: infer Body } ? Body : never;
type DataWithoutBody<All> = {
  [Status in keyof All]: `${Status & (string | number)}` extends `2${string}`
    ? All[Status] extends { content: unknown }
      ? never
      : undefined
    : never;
}[keyof All];

/**
 * The body of a response that is no problem: JSON as its value, text as a string, and everything else as a Blob. It is
 * `undefined` for a success without a body, such as 204.
 */
export type Data<Operation> = DataIn<Content<Operation>> | DataWithoutBody<Responses<Operation>>;

/** The problems that the operation declares (RFC 9457), distinguished by `type`, or an UnexpectedResponse. */
export type Problem<Operation> = ProblemIn<Content<Operation>> | UnexpectedResponse;

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
 * The result of a call: exactly one of `data`, `problem` and `notModified`, and the `response` itself. Ask for
 * `problem` first, because data may be `undefined`, `null`, `false`, `0` or an empty text.
 * `notModified` exists if the operation declares 304. Only a call with an `If-None-Match` of
 * its own gets it: `responseCache` makes data of the others.
 */
export type ApiResponse<Operation> = { readonly response: Response } & (
  | { readonly data: Data<Operation>; readonly problem?: never; readonly notModified?: never }
  | { readonly data?: never; readonly problem: Problem<Operation>; readonly notModified?: never }
  | (304 extends keyof Responses<Operation>
      ? { readonly data?: never; readonly problem?: never; readonly notModified: true }
      : never)
);
