/** What a run sends, where, and what comes of it. */
import type { Failure, ReceivedResponse } from '../contract/check-response.ts';
import type { Operation } from '../contract/model.ts';
import type { PlannedRequest } from './http/planned-request.ts';
import type { Send } from './http/send.ts';
import type { Invariant } from './invariants/invariant.ts';
import type { Credentials } from './targets/credentials.ts';
import type { ProviderState } from './targets/state-servers.ts';

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
  /** How a request meets the target in a providerState; undefined where it cannot. */
  overrideFor?(providerState: ProviderState, status: number): RequestOverride | undefined;
}

export interface RequestOverride {
  /** In place of the target's. */
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The result of the contract tests on one target. */
export interface TargetReport {
  readonly target: string;
  readonly url: string;
  /** Whether bodies had to equal their examples, or only to keep their schemas. */
  readonly comparedWithExamples: boolean;
  /** Transactions and invariants. One that was planned and not run has failed, and so has a run of another number. */
  readonly planned: number;
  readonly ran: number;
  readonly passed: number;
  readonly failed: number;
  /** `listCategories › 429`: declared, and nothing planned provokes it. Each is a failure. */
  readonly uncovered: readonly string[];
  readonly cells: readonly Cell[];
  /** What is no declared status of an operation. */
  readonly groups: readonly CaseGroup[];
  readonly failures: readonly CaseFailure[];
  readonly durationMs: number;
}

/** A declared status of an operation. */
export interface Cell {
  readonly operation: string;
  readonly status: number;
  /** `local only`: it takes a providerState that this target cannot be brought into. */
  readonly result: 'passed' | 'failed' | 'uncovered' | 'skipped';
}

export interface CaseGroup {
  readonly name: string;
  readonly planned: number;
  readonly passed: number;
  /** How many need what this target has not: a providerState, or data of its own. */
  readonly skipped: number;
}

export interface CaseFailure extends Failure {
  readonly testCase: string;
}

/** What came of sending a plan, and how many were sent. */
export interface CaseResults {
  readonly ran: number;
  /** By name of the testCase, empty for one that passed. */
  readonly failures: ReadonlyMap<string, readonly Failure[]>;
}

export interface TestCase {
  /** `listCategories › 404 › unknownLayer`. */
  readonly name: string;
  readonly operation: Operation;
  readonly status: number;
  readonly request: PlannedRequest;
  /** Where to, if not to the target itself. */
  readonly url?: string;
  /** What it shows, where that is no declared status of the operation. */
  readonly group?: string;
  /** No declared response speaks of the answer: it is a refusal that every path has, or a preflight's. */
  readonly undeclared?: true;
  /** The data decides: another declared status may be as right, and `check` judges that one. */
  readonly anyStatus?: true;
  /** What has to happen first, and the request with what came of it; on the URL of this testCase. */
  prepare?(send: Send, request: PlannedRequest): Promise<PlannedRequest>;
  /** What is wrong with the answer. */
  check(received: ReceivedResponse): Failure[];
}

/** All that a run does, and by name what it does not because this target cannot be brought to it. */
export interface Plan {
  readonly cases: readonly TestCase[];
  readonly invariants: readonly Invariant[];
  readonly skipped: readonly SkippedCase[];
}

export interface SkippedCase {
  readonly name: string;
  readonly operation?: Operation;
  readonly status?: number;
  readonly group?: string;
}
