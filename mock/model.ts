/** A request to the mock and its response, without sockets. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Contract, SchemaFailure } from '../contract/model.ts';
import { explainFailures, type RequestFailure } from '../contract/refusals.ts';

export interface MockRequest {
  readonly method: string;
  /** Percent-encoded. */
  readonly path: string;
  /** The query string, without the `?`. */
  readonly search: string;
  readonly headers: IncomingHttpHeaders;
  /** Name, value, name, value …, as they arrived. */
  readonly rawHeaders?: readonly string[];
  readonly body: Buffer;
  /** The X-Request-Id of the response. */
  readonly id: string;
}

export interface MockResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

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
