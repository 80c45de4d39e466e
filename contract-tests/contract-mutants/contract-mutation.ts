import type { GuardName } from './guards/guard.ts';

/** Who notices what is done to the contract. */
export interface ContractMutation {
  readonly mutants: readonly ContractMutant[];
  /** Kinds that no guard noticed. */
  readonly unnoticed: readonly string[];
  /** Kinds that would pass although generated/ was not brought up to date. */
  readonly withoutDrift: readonly string[];
  readonly durationMs: number;
}

export interface ContractMutant {
  readonly kind: string;
  /** Below openapi/. */
  readonly file: string;
  /** What each guard that noticed said first; only `lint` and `generate` are asked where generating fails. */
  readonly noticed: Readonly<Partial<Record<GuardName, string>>>;
}

export function isSafe({ unnoticed, withoutDrift }: ContractMutation): boolean {
  return unnoticed.length === 0 && withoutDrift.length === 0;
}
