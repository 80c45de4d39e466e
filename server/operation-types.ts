/** The types of the contract in the form that handlers need. All are derived from generated/api.ts. */
import type { components, operations } from '../generated/api.ts';
import type { Representation } from './http/representation.ts';

export type OperationId = keyof operations;
export type Schema = components['schemas'];
/** By the file name in `openapi/components/headers/`. */
export type Header = components['headers'];

type JsonResponses<Id extends OperationId> = {
  [Status in keyof operations[Id]['responses'] & number]: operations[Id]['responses'][Status] extends {
    headers: infer Headers;
    content: { 'application/json': infer Body };
  }
    ? { status: Status; headers: DeclaredHeaders<Headers>; body: Body }
    : never;
};

// The generated types allow any other name too. The sender sets the headers that a handler leaves out.
type DeclaredHeaders<Headers> = {
  readonly [Name in keyof Headers as string extends Name ? never : Name]?: Headers[Name];
};

type JsonResponse<Id extends OperationId> = JsonResponses<Id>[keyof JsonResponses<Id>];

/** The body of a 200 response. */
export type Body<Id extends OperationId> = Extract<JsonResponse<Id>, { status: 200 }>['body'];

/** What a handler returns: a declared status with its body, as a value or precomputed. Problems are thrown. */
export type HandlerResponse<Id extends OperationId> =
  JsonResponse<Id> extends infer Response
    ? Response extends { status: infer Status; headers: infer Headers; body: infer Content }
      ? {
          readonly status: Status;
          readonly body: Content | Representation<Content>;
          readonly headers?: Headers;
        }
      : never
    : never;

/** The validated inputs of an operation. */
export interface Input<Id extends OperationId> {
  readonly path: Member<operations[Id]['parameters'], 'path'>;
  readonly query: Member<operations[Id]['parameters'], 'query'>;
  /** By lower-case name, as in node:http. The request id is left out: no response may depend on it. */
  readonly headers: Omit<LowerCase<NonNullable<operations[Id]['parameters']['header']>>, 'x-request-id'>;
  readonly body: operations[Id] extends { requestBody: { content: { 'application/json': infer Body } } }
    ? Body
    : undefined;
}

type LowerCase<Headers> = { readonly [Name in keyof Headers as Lowercase<Name & string>]: Headers[Name] };

type Member<Container, Name extends string> = Container extends { readonly [Key in Name]: infer Value }
  ? Value
  : undefined;

export type ProblemSlug = Schema['ProblemType'] extends infer Type
  ? Type extends `/problems/${infer Slug}`
    ? Slug
    : never
  : never;
