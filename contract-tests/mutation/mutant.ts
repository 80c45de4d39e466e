import type { Contract, Operation } from '../../contract/model.ts';
import type { WireResponse } from '../http/forward.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import type { Exchange } from './mutating-proxy.ts';

/** One fault injected into one response. */
export interface Mutant {
  /** The name of the mutator that made it: `items swapped`. */
  readonly mutator: string;
  /** `items swapped › <test case> › /layers`. */
  readonly id: string;
  apply(response: WireResponse): WireResponse;
}

export interface MutantResult {
  readonly mutant: Mutant;
  /** Whether a test failed on it. */
  readonly killed: boolean;
  readonly exchange: Exchange;
}

/** Which mutants are made. */
export interface MutationOptions {
  /** One mutant of each mutator instead of all. */
  readonly sample: boolean;
}

/** What mutators derive mutants from: a correct response and its request. */
export interface Subject {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly request: PlannedRequest;
  readonly response: WireResponse;
  /**
   * What the tests compare the response with: its schema alone, the example of a scenario, or other responses. With
   * the last two, a changed value is wrong even where the schema allows it.
   */
  readonly oracle: 'schema' | 'example' | 'invariants';
}

export interface Mutation {
  /** What it changes: a JSON Pointer or the name of a header; empty where the mutator's name says it. */
  readonly where: string;
  apply(response: WireResponse): WireResponse;
}

/** Mutators by name. */
export type Mutators = Readonly<Record<string, (subject: Subject) => readonly Mutation[]>>;
