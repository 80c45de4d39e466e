/** What a run sends, where, and what comes of it. */
import type { Failure, ReceivedResponse } from '../contract/check-response.ts';
import type { Operation } from '../contract/model.ts';
import type { PlannedRequest } from './http/planned-request.ts';
import type { Send } from './http/send.ts';
import type { Law } from './laws/law.ts';
import type { Credentials } from './targets/credentials.ts';
import type { Condition } from './targets/variants.ts';

/** A running thing that has to keep the contract. */
export interface Target {
  readonly name: string;
  readonly url: string;
  /** Whether it serves the data of the examples, so that its bodies must equal them. */
  readonly servesExamples: boolean;
  /** Answers by the contract alone: what no scenario asks, it does not know. */
  readonly isMock?: boolean;
  /** Without them a target is never asked to publish anything. */
  readonly credentials?: Credentials;
  /** Where browsers call from; the target has to allow it. */
  readonly origin?: string;
  /** How a request meets the target in a condition; undefined where it cannot. */
  provoke?(condition: Condition, status: number): Means | undefined;
}

export interface Means {
  /** In place of the target's. */
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The result of the contract tests on one target. */
export interface ContractRun {
  readonly target: string;
  readonly url: string;
  /** Whether bodies had to equal their examples, or only to keep their schemas. */
  readonly comparedWithExamples: boolean;
  /** Transactions and laws. One that was planned and not run has failed, and so has a run of another number. */
  readonly planned: number;
  readonly ran: number;
  readonly passed: number;
  readonly failed: number;
  /** `listCategories › 429`: declared, and nothing planned provokes it. Each is a failure. */
  readonly notReached: readonly string[];
  readonly cells: readonly Cell[];
  /** What is no declared status of an operation. */
  readonly beyond: readonly Beyond[];
  readonly failures: readonly TransactionFailure[];
  readonly durationMs: number;
}

/** A declared status of an operation. */
export interface Cell {
  readonly operation: string;
  readonly status: number;
  /** `local only`: it takes a condition that this target cannot be brought into. */
  readonly result: 'passed' | 'failed' | 'not reached' | 'local only';
}

export interface Beyond {
  readonly name: string;
  readonly planned: number;
  readonly passed: number;
  /** How many need what this target has not: a condition, or data of its own. */
  readonly leftOut: number;
}

export interface TransactionFailure extends Failure {
  readonly transaction: string;
}

/** What came of sending a plan, and how many were sent. */
export interface Outcome {
  readonly ran: number;
  /** By name of the transaction, empty for one that passed. */
  readonly failures: ReadonlyMap<string, readonly Failure[]>;
}

export interface PlannedTransaction {
  /** `listCategories › 404 › unknownLayer`. */
  readonly name: string;
  readonly operation: Operation;
  readonly status: number;
  readonly request: PlannedRequest;
  /** Where to, if not to the target itself. */
  readonly url?: string;
  /** What it shows, where that is no declared status of the operation. */
  readonly beyond?: string;
  /** No declared response speaks of the answer: it is a refusal that every path has, or a preflight's. */
  readonly undeclared?: true;
  /** The data decides: another declared status may be as right, and `check` judges that one. */
  readonly anyStatus?: true;
  /** What has to happen first, and the request with what came of it; on the URL of this transaction. */
  prepare?(send: Send, request: PlannedRequest): Promise<PlannedRequest>;
  /** What is wrong with the answer. */
  check(received: ReceivedResponse): Failure[];
}

/** All that a run does, and by name what it does not because this target cannot be brought to it. */
export interface Plan {
  readonly transactions: readonly PlannedTransaction[];
  readonly laws: readonly Law[];
  readonly leftOut: readonly LeftOut[];
}

export interface LeftOut {
  readonly name: string;
  readonly operation?: Operation;
  readonly status?: number;
  readonly beyond?: string;
}
