import type fc from 'fast-check';
import type { Contract } from '../../contract/model.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import type { Shape } from './shape.ts';

/** What requests are generated from. Schemas are named by their JSON Pointers in the contract. */
export interface Source {
  readonly contract: Contract;
  /** Values that the target knows, such as its codes and the values of examples, and that the schema allows. */
  known(pointer: string): readonly unknown[];
  /**
   * Values that the schema allows.
   * @param depth how many recursive schemas are around it
   * @throws NoValues
   */
  valid(pointer: string, depth?: number): fc.Arbitrary<unknown>;
  /** Strings that match a pattern; undefined for a pattern that fast-check cannot read. */
  matching(pattern: string): fc.Arbitrary<string> | undefined;
}

/** A schema, and what its values are generated from. */
export interface Described {
  readonly source: Source;
  readonly pointer: string;
  readonly shape: Shape;
  readonly depth: number;
}

/** The inputs of an operation as they are sent. */
export interface Inputs {
  /** Percent-encoded. */
  readonly path: Readonly<Record<string, string>>;
  /** `name=value`, percent-encoded, in order. */
  readonly query: readonly string[];
  /** Lower-case names. */
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

export type Faulty = fc.Arbitrary<InvalidInputs>;

/** A request without a fault is valid. */
export interface GeneratedRequest {
  readonly request: PlannedRequest;
  readonly fault?: RequestFault;
}
