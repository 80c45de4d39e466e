/** What a promotion is asked for, what it tells while it runs, and what comes of it. */
import type { SigningKey } from './evidence/statement.ts';
import type { Gate, GateResult } from './gates/model.ts';
import type { TierName } from './model.ts';

export interface PromoteOptions {
  readonly tier: TierName;
  /** The folder of the build; by default the build that the tier before runs. */
  readonly build?: string;
  /** The tier is empty, and there is nothing to compare with. */
  readonly first: boolean;
  readonly acceptBreaking?: string;
  /** Only asks the gates. */
  readonly dryRun: boolean;
  /** Who promotes. */
  readonly by: string;
  readonly key: SigningKey;
  readonly consumers: string;
  readonly watchMs: number;
  /** By default those of this project. */
  readonly gates?: Readonly<Record<string, Gate | undefined>>;
}

/** What happens, as it happens. */
export type Tell = (event: TellEvent) => void;
export type TellEvent =
  | { readonly kind: 'step'; readonly text: string }
  /** The watch was red, and then: traffic is back. */
  | { readonly kind: 'red' | 'back'; readonly text: string }
  | { readonly kind: 'gate'; readonly gate: string; readonly result?: GateResult };

export interface PromotionReport {
  readonly tier: TierName;
  readonly build: string;
  readonly outcome: 'promoted' | 'would be promoted' | 'refused' | 'rolled back';
  readonly reason?: string;
  readonly planned: readonly string[];
  readonly gates: readonly GateResult[];
  /** The file with the statement, and who has signed it. */
  readonly evidence?: string;
  readonly signedBy?: SigningKey['kind'];
}
