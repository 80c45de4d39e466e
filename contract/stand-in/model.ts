/** A request to whatever stands in for the server, and its response, without sockets. */
import type { Contract, Operation, SchemaFailure } from '../model.ts';
import { explainFailures, type RequestFailure } from '../refusals.ts';

/** By lower-case name, as node:http has them: of these there is one value. */
type RequestHeaders = Readonly<Record<string, string | string[] | undefined>> & {
  readonly [Name in 'accept' | 'authorization' | 'content-type' | 'if-match' | 'if-none-match']?:
    | string
    | undefined;
};

export interface MockRequest {
  readonly method: string;
  /** Percent-encoded. */
  readonly path: string;
  /** The query string, without the `?`. */
  readonly search: string;
  readonly headers: RequestHeaders;
  /** Name, value, name, value …, as they arrived. */
  readonly rawHeaders?: readonly string[];
  readonly body: Uint8Array;
  /** The X-Request-Id of the response. */
  readonly id: string;
}

export interface MockResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Which response a caller wants: by status, by the name of an example, or generated (`dynamic`). */
export interface Preference {
  readonly code?: number;
  readonly exampleKey?: string;
  readonly dynamic?: boolean;
  /** Of what is generated. */
  readonly seed?: string;
}

/** One response. Without the name of an example, it is the first. */
export type Choice = Preference & { readonly code: number };

export interface ExampleResponse extends MockResponse {
  /** Where the body is from: `used=<name>` of an example, or `generated`. Undefined without a body. */
  readonly origin?: string | undefined;
}

/** Makes the response of an example. @param accept the header of the request */
export type Examples = (
  operation: Operation,
  preference: Preference,
  accept?: string,
) => Promise<ExampleResponse | Refusal>;

/** Why the mock sends a problem that no scenario holds. */
export interface Refusal {
  readonly slug: ProblemSlug;
  readonly detail: string;
  readonly errors?: readonly SchemaFailure[];
  readonly headers?: Readonly<Record<string, string>>;
}

export function isRefusal(value: object | undefined): value is Refusal {
  return value !== undefined && 'slug' in value;
}

/** A request that breaks the contract in these places. There is at least one. */
export function invalidRequest(failures: readonly RequestFailure[], contract: Contract): Refusal {
  return { slug: 'invalid-request', ...explainFailures(failures, contract) };
}

/** Quotes only the first line of the message: the others may be a stack trace. */
export function internalError(error: unknown): Refusal {
  const [reason] = String(error).split('\n', 1);
  return { slug: 'internal', detail: `The mock cannot make a response from this contract. ${reason}` };
}

/** The kinds of problem that the mock writes. The contract holds their status and title. */
export const problemSlugs = [
  'invalid-request',
  'unauthenticated',
  'not-found',
  'method-not-allowed',
  'not-acceptable',
  'precondition-failed',
  'payload-too-large',
  'unsupported-media-type',
  'internal',
  'not-implemented',
] as const;
export type ProblemSlug = (typeof problemSlugs)[number];
