import type { Contract, Operation } from '../../contract/model.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import type { Answer } from '../http/send.ts';
import type { Law } from '../laws/law.ts';
import type { Exchange } from './proxy.ts';
import type { WireResponse } from './wire-response.ts';

/** A wrong server in small: what it does to one answer. */
export interface Mutant {
  /** The way of being wrong: `items swapped`. */
  readonly family: string;
  /** `items swapped › listLayers › 200 › current › /layers`. */
  readonly id: string;
  apply(response: WireResponse): WireResponse;
}

/** What families derive mutants from: an answer that was right, and what the contract says about it. */
export interface Subject {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly request: PlannedRequest;
  readonly response: WireResponse;
  /**
   * What an answer that keeps its schema is compared with: nothing, the example of a scenario, or other answers.
   * Then another value is wrong even where the schema allows it.
   */
  readonly judge: 'schema' | 'example' | 'laws';
}

export interface Mutation {
  /** What is mutated: a JSON Pointer, the name of a header; empty where the family says it. */
  readonly where: string;
  apply(response: WireResponse): WireResponse;
}

/** Ways of being wrong, by name. */
export type Families = Readonly<Record<string, (subject: Subject) => readonly Mutation[]>>;

/** An answer that laws asked for, and which did. */
export interface Asked {
  readonly request: PlannedRequest;
  readonly answer: Answer;
  readonly exchange: Exchange;
  readonly laws: Set<Law>;
}

export interface LawMutant extends Mutant {
  readonly asked: Asked;
}
