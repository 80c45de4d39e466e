import type { DetectorName } from './detectors/detector.ts';

/** Who notices what is done to the contract. */
export interface ContractMutationReport {
  readonly mutants: readonly ContractMutant[];
  /** Kinds that no detector noticed. */
  readonly unnoticed: readonly string[];
  /** Kinds that would pass although generated/ was not brought up to date. */
  readonly withoutDrift: readonly string[];
  readonly durationMs: number;
}

export interface ContractMutant {
  readonly kind: string;
  /** Below openapi/. */
  readonly file: string;
  /** What each detector that noticed findings first; only `lint` and `generate` are asked where generating fails. */
  readonly noticed: Readonly<Partial<Record<DetectorName, string>>>;
}

export function isSafe({ unnoticed, withoutDrift }: ContractMutationReport): boolean {
  return unnoticed.length === 0 && withoutDrift.length === 0;
}
