import type fc from 'fast-check';
import type { Contract } from '../../contract/model.ts';
import type { PlannedRequest } from '../http/planned-request.ts';

/** What requests are generated from. Schemas are named by their JSON Pointers in the contract. */
export interface Source {
  readonly contract: Contract;
  /** Strings that the target knows, such as its codes, and that the schema allows. */
  known(pointer: string): readonly string[];
  /** Values that the schema allows. */
  valid(pointer: string): fc.Arbitrary<unknown>;
}

/** The inputs of an operation; path and query are percent-encoded. */
export interface Inputs {
  readonly path: Readonly<Record<string, string>>;
  /** In order; a name may occur twice. */
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Replaces `body`. */
  readonly text?: string;
}

/** The one thing that is wrong with a request. */
export interface RequestFault {
  /** `query <parameter> repeated`, `body /<member> pattern`. */
  readonly name: string;
  /** The status that the contract demands for it. */
  readonly status: number;
}

export interface InvalidInputs {
  readonly inputs: Inputs;
  readonly fault: RequestFault;
}

/** A request without a fault is valid. */
export interface GeneratedRequest {
  readonly request: PlannedRequest;
  readonly fault?: RequestFault;
}
