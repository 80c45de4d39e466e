/** The contract's types, cut the way handlers need them. Everything here is derived from generated/api.ts. */
import type { components, operations } from '../generated/api.ts';
import type { Representation } from './http/representation.ts';

export type OperationId = keyof operations;
export type Schema = components['schemas'];
/** By the name that `openapi/components/headers/` gives them. */
export type Header = components['headers'];

type JsonResponses<Id extends OperationId> = {
  [Status in keyof operations[Id]['responses'] & number]: operations[Id]['responses'][Status] extends {
    headers: infer Headers;
    content: { 'application/json': infer Body };
  }
    ? { status: Status; headers: Declared<Headers>; body: Body }
    : never;
};

// The generated types allow any other name beside these. What a handler leaves out, the sender sets.
type Declared<Headers> = {
  readonly [Name in keyof Headers as string extends Name ? never : Name]?: Headers[Name];
};

type JsonResponse<Id extends OperationId> = JsonResponses<Id>[keyof JsonResponses<Id>];

/** The body of a 200 answer. */
export type Body<Id extends OperationId> = Extract<JsonResponse<Id>, { status: 200 }>['body'];

/** What a handler may answer: a declared status with its body, fresh or made ready. Problems are thrown. */
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

/** What a handler is given: the validated inputs of its operation. */
export interface Input<Id extends OperationId> {
  readonly path: Member<operations[Id]['parameters'], 'path'>;
  readonly query: Member<operations[Id]['parameters'], 'query'>;
  /** By lower-case name, as node:http has them. */
  readonly headers: LowerCase<NonNullable<operations[Id]['parameters']['header']>>;
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
