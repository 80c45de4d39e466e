/** What a gate looks at and what it finds. */
import type { Contract } from '../../contract/model.ts';
import type { Credentials } from '../../contract-tests/targets/credentials.ts';
import type { Build, BuildName } from '../model.ts';
import type { Tier } from '../tier.ts';

/** What a gate found. Unknown never promotes. */
export type Finding = Passed | NotPassed;

export interface Passed {
  readonly verdict: 'pass';
  /** One line a fact, for people: figures, and what was looked at. */
  readonly facts: readonly string[];
  /** For later gates and the evidence. */
  readonly data?: object;
}

export interface NotPassed {
  readonly verdict: 'refuse' | 'unknown';
  /** One line a reason. */
  readonly facts: readonly string[];
  readonly remedy: string;
  readonly data?: object;
}

export interface Gate {
  /** Also the name of its file. */
  readonly id: string;
  /** What has to be true. */
  readonly condition: string;
  /** A gate that takes longer is unknown. */
  readonly timeoutMs: number;
  run(promotion: Promotion, signal: AbortSignal): Promise<Finding>;
}

export interface GateResult extends Pick<Passed, 'facts' | 'data'> {
  readonly gate: string;
  readonly verdict: Finding['verdict'];
  readonly remedy?: string;
  readonly durationMs: number;
}

/** What the gates look at. */
export interface Promotion {
  readonly build: Build;
  readonly contract: Contract;
  readonly target: Tier;
  /** Undefined for dev. */
  readonly source?: Tier;
  /** What the target serves, asked from it; undefined when nothing was promoted to it. */
  readonly deployed?: Deployed;
  /** The URL of the candidate, once it runs at the target. */
  readonly candidate?: Candidate;
  /** Why clients of the deployed contract may break. */
  readonly acceptBreaking?: string;
  /** The folder with the recorded uses of consumers. */
  readonly consumers: string;
  /** `<operationId> <status>` of the cells that a local run of this very build has covered. */
  readonly provenLocally?: readonly string[];
}

export interface Candidate {
  readonly url: string;
  readonly credentials: Credentials;
}

export interface Deployed {
  readonly build: BuildName;
  readonly contract: Contract;
}
