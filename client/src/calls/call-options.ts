import type { ParamsOption } from 'openapi-fetch';

type Written =
  | 'application/json'
  | `application/${string}+json`
  | `text/${string}`
  | 'application/x-www-form-urlencoded'
  | 'multipart/form-data';

/** The body as one of the declared media types. Of a form it is an object, whose binary members are Blobs. */
type Body<Content> = {
  [Type in keyof Content]: Type extends Written ? Content[Type] : Blob | Uint8Array<ArrayBuffer>;
}[keyof Content];

type BodyOption<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? { readonly body: Body<Content> }
  : Operation extends { requestBody?: { content: infer Content } }
    ? { readonly body?: Body<Content> }
    : { readonly body?: never };

/**
 * The options of a call: `params` and `body` of the operation, and options of `fetch` such as `signal`. Where the
 * operation declares several media types, the header `content-type` says which one the body is, by default the first,
 * and the header `accept` which one the response has to be.
 */
export type CallOptions<Operation> = ParamsOption<Operation> &
  BodyOption<Operation> &
  Omit<RequestInit, 'body' | 'method'>;
