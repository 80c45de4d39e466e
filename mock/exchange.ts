// What the mock is asked and what it answers, free of sockets.
import type { IncomingHttpHeaders } from 'node:http';
import type { SchemaFailure } from '../contract/model.ts';

export interface MockRequest {
  readonly method: string;
  /** As it arrived, percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Echoed or made. */
  readonly id: string;
}

export interface MockResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Why a request gets a problem instead of an answer of the contract. */
export interface Refusal {
  readonly slug: ProblemSlug;
  readonly detail: string;
  readonly errors?: readonly SchemaFailure[];
  readonly headers?: Readonly<Record<string, string>>;
}

export function isRefusal(value: object | undefined): value is Refusal {
  return value !== undefined && 'slug' in value;
}

/** Only the first line of the message: what follows may be a stack. */
export function internalFault(error: unknown): Refusal {
  const [reason] = String(error).split('\n', 1);
  return { slug: 'internal', detail: `The mock cannot answer by this contract. ${reason}` };
}

/** The kinds of problem that the mock makes by itself; the contract holds their status and title. */
export const problemSlugs = [
  'invalid-request',
  'not-found',
  'method-not-allowed',
  'not-acceptable',
  'payload-too-large',
  'unsupported-media-type',
  'internal',
] as const;
export type ProblemSlug = (typeof problemSlugs)[number];
