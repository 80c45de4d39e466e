import type { Artifacts } from '../../contract/authoring/artifacts.ts';

/** A small edit of one source file of the contract. */
export interface ContractEdit {
  /** What was done: `required response member made optional`. */
  readonly kind: string;
  /** Below openapi/. */
  readonly file: string;
  /** Text that the file contains exactly once. */
  readonly from: string;
  readonly to: string;
}

/** The checks between an edit of the contract and a release, in the order in which the author meets them. */
export const detectorNames = ['lint', 'generate', 'tsc', 'examples', 'run', 'diff'] as const;
export type DetectorName = (typeof detectorNames)[number];

/** What detectors found, one sentence each. */
export type Findings = Readonly<Partial<Record<DetectorName, readonly string[]>>>;

/** Checks the artifacts of an edited contract, as after `npm run generate`. All other files are unedited. */
export type Detector = (generated: Artifacts) => Promise<Findings>;

export interface ContractMutant {
  readonly kind: string;
  /** Below openapi/. */
  readonly file: string;
  /** The first finding of each detector. If generating fails, only `lint` and `generate` have one. */
  readonly noticed: Readonly<Partial<Record<DetectorName, string>>>;
}

export interface ContractMutationReport {
  readonly mutants: readonly ContractMutant[];
  /** The kinds that no detector noticed. */
  readonly unnoticed: readonly string[];
  /** The kinds that the drift check does not notice if the author forgets `npm run generate`. */
  readonly withoutDrift: readonly string[];
  readonly durationMs: number;
}

export function isSafe({ unnoticed, withoutDrift }: ContractMutationReport): boolean {
  return unnoticed.length === 0 && withoutDrift.length === 0;
}
