import type { Contract, Operation } from '../../contract/model.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import type { RawResponse } from '../http/send.ts';
import type { Invariant } from '../invariants/invariant.ts';
import type { Exchange } from './mutating-proxy.ts';
import type { WireResponse } from './wire-response.ts';

/** A wrong server in small: what it does to one answer. */
export interface Mutant {
  /** The way of being wrong: `items swapped`. */
  readonly mutator: string;
  /** `items swapped › listLayers › 200 › current › /layers`. */
  readonly id: string;
  apply(response: WireResponse): WireResponse;
}

/** What mutators derive mutants from: an answer that was right, and what the contract says about it. */
export interface Subject {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly request: PlannedRequest;
  readonly response: WireResponse;
  /**
   * What an answer that keeps its schema is compared with: nothing, the example of a scenario, or other answers.
   * Then another value is wrong even where the schema allows it.
   */
  readonly oracle: 'schema' | 'example' | 'invariants';
}

export interface Mutation {
  /** What is mutated: a JSON Pointer, the name of a header; empty where the mutator says it. */
  readonly where: string;
  apply(response: WireResponse): WireResponse;
}

/** Ways of being wrong, by name. */
export type Mutators = Readonly<Record<string, (subject: Subject) => readonly Mutation[]>>;

/** An answer that invariants asked for, and which did. */
export interface Asked {
  readonly request: PlannedRequest;
  readonly answer: RawResponse;
  readonly exchange: Exchange;
  readonly invariants: Set<Invariant>;
}

export interface InvariantMutant extends Mutant {
  readonly asked: Asked;
}
