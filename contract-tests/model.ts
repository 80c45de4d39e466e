/** What a run sends, to which target, and what it finds. */
import type { Failure, ReceivedResponse } from '../contract/check-response.ts';
import type { Operation } from '../contract/model.ts';
import type { Patience, Waited } from './http/patience.ts';
import type { PlannedRequest } from './http/planned-request.ts';
import type { Send } from './http/send.ts';
import type { Invariant } from './invariants/invariant.ts';
import type { Allowances, Allowed } from './targets/behind-proxy.ts';
import type { Credentials } from './targets/credentials.ts';
import type { ProviderState } from './targets/state-servers.ts';

/** A running thing that has to keep the contract. */
export interface Target {
  readonly name: string;
  readonly url: string;
  /** Whether it serves the data of the examples. Then its bodies must equal them. */
  readonly servesExamples: boolean;
  /** It knows the contract and no data: a request that no scenario has gets an example. */
  readonly isMock?: boolean;
  /** Without credentials nothing is published to the target. */
  readonly credentials?: Credentials;
  /** The origin of the browsers that call the target; the target has to allow it. */
  readonly origin?: string;
  /** There is a proxy in front of it, which may do this. */
  readonly behindProxy?: Allowances | undefined;
  /** It may refuse a request because of its quota. Then the request is sent again. */
  readonly patience?: Patience | undefined;
  /**
   * How to send a request to the target in a provider state.
   * @returns undefined when the target cannot be brought into that state
   */
  overrideFor?(state: ProviderState, status: number): RequestOverride | undefined;
}

export interface RequestOverride {
  /** Replaces the URL of the target. */
  readonly url?: string;
  /** Sent with the request. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a run sends, and what it skips on this target. */
export interface Plan {
  readonly cases: readonly TestCase[];
  readonly invariants: readonly Invariant[];
  readonly skipped: readonly SkippedCase[];
  /** Why cases of an operation could not be made, by operationId. Each is a failure. */
  readonly unplanned?: ReadonlyMap<string, string>;
}

export interface TestCase {
  /** `<operationId> › 404 › <scenario>`; unique in a plan. */
  readonly name: string;
  readonly operation: Operation;
  readonly status: number;
  readonly request: PlannedRequest;
  /** Replaces the URL of the target. */
  readonly url?: string;
  /** The group that it is reported in. Without a group it covers the cell of its operation and status. */
  readonly group?: string;
  /** The operation declares no such response: every path has it, like 405 or a preflight. */
  readonly undeclared?: true;
  /** Another status may be right as well, depending on the data. `check` decides. */
  readonly anyStatus?: true;
  /**
   * Sends what has to be sent first, to the URL of this case.
   * @returns the request to send then
   */
  prepare?(send: Send, request: PlannedRequest): Promise<PlannedRequest>;
  /** What is wrong with the response. */
  check(received: ReceivedResponse): Failure[];
}

export interface SkippedCase {
  readonly name: string;
  readonly operation?: Operation;
  readonly status?: number;
  readonly group?: string;
  /** What the target lacks for it. */
  readonly reason?: string;
}

/** The results of the cases or invariants that were run. */
export interface CaseResults {
  readonly ran: number;
  /** By name of the test case; empty for one that passed. */
  readonly failures: ReadonlyMap<string, readonly Failure[]>;
}

/** The result of the contract tests on one target. */
export interface TargetReport {
  readonly target: string;
  readonly url: string;
  /** Whether bodies had to equal their examples, or only to keep their schemas. */
  readonly comparedWithExamples: boolean;
  /** Test cases and invariants. One that was planned and did not run has failed. */
  readonly planned: number;
  /** If it differs from `planned`, that is a failure, too. */
  readonly ran: number;
  readonly passed: number;
  readonly failed: number;
  /** `<operationId> › 429`: declared, and no planned case covers it. Each is a failure. */
  readonly uncovered: readonly string[];
  readonly cells: readonly Cell[];
  /** Cases and invariants that cover no cell. */
  readonly groups: readonly CaseGroup[];
  readonly failures: readonly CaseFailure[];
  /** What the proxy in front of the target did. */
  readonly allowed?: readonly Allowed[];
  /** How often and how long the run waited because the quota was used up. */
  readonly waited?: Waited;
  /** Cases and invariants that were not planned for this target, and why. */
  readonly skipped: readonly Skipped[];
  readonly durationMs: number;
}

/** One declared status of one operation. */
export interface Cell {
  readonly operation: string;
  readonly status: number;
  /** `skipped`: it needs a provider state that this target cannot be brought into. */
  readonly result: 'passed' | 'failed' | 'uncovered' | 'skipped';
}

export interface CaseGroup {
  readonly name: string;
  readonly planned: number;
  readonly passed: number;
  /** How many need a provider state, data or a token that this target does not have. */
  readonly skipped: number;
}

export interface CaseFailure extends Failure {
  readonly testCase: string;
  /** The group of the test case. */
  readonly group?: string;
  /** The command that repeats the request, without secrets. Of a target that we did not start. */
  readonly curl?: string;
}

export interface Skipped extends Pick<CaseFailure, 'testCase' | 'group'> {
  readonly reason: string;
}
