/** The types of the contract in the form that handlers need. All are derived from generated/api.ts. */
import type { components, inputs, operations } from '../generated/api.ts';
import type { Caller } from './http/authorization/caller.ts';
import type { Representation } from './http/representation.ts';

export type OperationId = keyof operations;
export type Schema = components['schemas'];
/** By the file name in `openapi/components/headers/`. */
export type Header = components['headers'];

type Responses<Id extends OperationId> = operations[Id]['responses'];

/** The value of a body: text is a string, and what is neither JSON nor text nor a form is bytes. */
type BodyOf<MediaType, Value> = MediaType extends
  | `${string}json`
  | 'application/x-www-form-urlencoded'
  | 'multipart/form-data'
  ? Value
  : MediaType extends `text/${string}`
    ? string
    : Uint8Array;

/** What a handler returns for one media type. It names the media type where the status declares several. */
type ResponseAs<Status, Headers, Contents, MediaType extends keyof Contents> = {
  readonly status: Status;
  readonly headers?: DeclaredHeaders<Headers>;
  readonly body:
    | BodyOf<MediaType, Contents[MediaType]>
    | Representation<BodyOf<MediaType, Contents[MediaType]>>;
  /** Called each time that this response is sent. */
  readonly onSent?: (() => void) | undefined;
} & ([keyof Contents] extends [MediaType]
  ? { readonly mediaType?: MediaType }
  : { readonly mediaType: MediaType });

/** Problems are thrown, so none of these has the media type of problems. 304 is the sender's. */
type ResponseWith<Status, Response> = Response extends { headers: infer Headers; content: infer Contents }
  ? {
      [MediaType in keyof Contents]: MediaType extends 'application/problem+json'
        ? never
        : ResponseAs<Status, Headers, Contents, MediaType>;
    }[keyof Contents]
  : Response extends { headers: infer Headers }
    ? Status extends 304
      ? never
      : { readonly status: Status; readonly headers?: DeclaredHeaders<Headers>; readonly body?: undefined }
    : never;

// The generated types allow any other name too. The sender sets the headers that a handler leaves out.
type DeclaredHeaders<Headers> = {
  readonly [Name in keyof Headers as string extends Name ? never : Name]?: Headers[Name];
};

/** The body of a 200 response in JSON. */
export type Body<Id extends OperationId> =
  Responses<Id> extends {
    200: { content: { 'application/json': infer Value } };
  }
    ? Value
    : never;

/** What a handler returns: a declared status with its body, as a value or precomputed. Problems are thrown. */
export type HandlerResponse<Id extends OperationId> = {
  [Status in keyof Responses<Id> & number]: ResponseWith<Status, Responses<Id>[Status]>;
}[keyof Responses<Id> & number];

/** An operation as its handler sees it: what has a default is always there. */
type Received<Id extends OperationId> = Id extends keyof inputs ? inputs[Id] : operations[Id];

type Parameters<Id extends OperationId> =
  Received<Id> extends { readonly parameters: infer Values } ? Values : never;

/** The validated inputs of an operation. */
export interface Input<Id extends OperationId> {
  readonly path: Member<Parameters<Id>, 'path'>;
  readonly query: Member<Parameters<Id>, 'query'>;
  /** By lower-case name, as in node:http. The request id is left out: no response may depend on it. */
  readonly headers: Omit<LowerCase<NonNullable<Member<Parameters<Id>, 'header'>>>, 'x-request-id'>;
  readonly body: RequestBody<Id>;
  /** Who calls; undefined where the operation is open, or the caller presented nothing. */
  readonly caller: Caller | undefined;
  /** The media type of a success that the caller wants most. */
  readonly accepts: SuccessType<Id>;
}

type RequestBody<Id extends OperationId> =
  Received<Id> extends { requestBody: { content: infer Contents } }
    ? ContentValue<Contents>
    : Received<Id> extends { requestBody?: { content: infer Contents } }
      ? ContentValue<Contents> | undefined
      : undefined;

type ContentValue<Contents> = { [Type in keyof Contents]: BodyOf<Type, Contents[Type]> }[keyof Contents];

type SuccessType<Id extends OperationId> = {
  [Status in keyof Responses<Id>]: `${Status & number}` extends `2${string}`
    ? Responses<Id>[Status] extends { content: infer Contents }
      ? keyof Contents
      : undefined
    : never;
}[keyof Responses<Id>];

type LowerCase<Headers> = { readonly [Name in keyof Headers as Lowercase<Name & string>]: Headers[Name] };

type Member<Container, Name extends string> = Container extends { readonly [Key in Name]?: infer Value }
  ? NonNullable<Value>
  : never;

export type ProblemSlug = Schema['ProblemType'] extends infer Type
  ? Type extends `/problems/${infer Slug}`
    ? Slug
    : never
  : never;

/** The response of any operation. HandlerResponse is the type for one operation. */
export interface AnyResponse {
  readonly status: number;
  /** A value for JSON, a string for other text, bytes for everything else. Absent when there is no content. */
  readonly body?: unknown;
  /** Needed when the status declares several. */
  readonly mediaType?: string;
  readonly headers?: Readonly<Record<string, string | number>>;
  /** Called each time that this response is sent, also by the response cache. */
  readonly onSent?: (() => void) | undefined;
}
