/** What a run of the contract tests proved, as one document that can be kept with a release. */
import type { Contract } from '../../contract/model.ts';
import type { Build } from '../../server/build/read-build.ts';
import { type ContractMutationReport, isSafe } from '../contract-mutation/model.ts';
import type { FuzzReport } from '../fuzz/run-fuzz.ts';
import type { TargetReport } from '../model.ts';
import { isPerfect, type MutationReport } from '../mutation/summary.ts';
import { isSame, type ParityReport } from '../parity/run-parity.ts';
import type { Identity } from '../targets/identity.ts';

/** Described by `evidence.schema.json`. */
export interface Evidence {
  readonly verdict: 'passed' | 'failed';
  readonly contract: { readonly version: string; readonly checksum: string };
  readonly startedAt: string;
  readonly endedAt: string;
  readonly durationMs: number;
  /** With it, the same requests are generated again. */
  readonly seed: number;
  /** The build that --build named, and whose server was tested; null without it. */
  readonly build: Build | null;
  /** Whether responses were read as a client of this contract does, which ignores what it does not know. */
  readonly compatible: boolean;
  readonly targets: readonly (TargetReport & { readonly identity: Identity })[];
  readonly parity: Proof<{ compared: number; differences: number; accepted: number }>;
  readonly fuzz: Proof<{ runs: number; failures: readonly string[] }>;
  readonly mutation: Proof<{ score: number; mutants: number; killed: number; survivors: readonly string[] }>;
  readonly contractMutation: Proof<{ mutants: number; unnoticed: readonly string[] }>;
  /** By proof: why it could not be finished. `run`: why there are no targets. */
  readonly errors: Readonly<Record<string, string>>;
}

/** Null for a proof that this run was not asked for. */
export type Proof<Report> =
  | (Report & { readonly verdict: 'passed' | 'failed'; readonly durationMs: number })
  | null;

/** The reports of what was run. */
export interface Reports {
  readonly targets: Evidence['targets'];
  readonly parity?: ParityReport;
  readonly fuzz?: FuzzReport;
  readonly mutation?: MutationReport;
  readonly contractMutation?: ContractMutationReport;
  readonly errors?: Evidence['errors'];
}

interface Circumstances extends Partial<Pick<Evidence, 'build' | 'compatible'>> {
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly seed: number;
}

export function evidenceOf(
  { version, checksum }: Contract,
  reports: Reports,
  { startedAt, endedAt, seed, build = null, compatible = false }: Circumstances,
): Evidence {
  const { targets, parity, fuzz, mutation, contractMutation, errors = {} } = reports;
  const proofs = {
    parity: parity ? parityProof(parity) : null,
    fuzz: fuzz ? fuzzProof(fuzz) : null,
    mutation: mutation ? mutationProof(mutation) : null,
    contractMutation: contractMutation ? contractMutationProof(contractMutation) : null,
  };
  const failed =
    targets.length === 0 ||
    targets.some((target) => target.failed > 0) ||
    Object.keys(errors).length > 0 ||
    Object.values(proofs).some((proof) => proof?.verdict === 'failed');
  return {
    verdict: failed ? 'failed' : 'passed',
    contract: { version, checksum },
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
    durationMs: endedAt.getTime() - startedAt.getTime(),
    seed,
    build,
    compatible,
    targets,
    ...proofs,
    errors,
  };
}

const verdict = (passed: boolean) => (passed ? 'passed' : 'failed');

function parityProof(run: ParityReport) {
  const { compared, differences, accepted, durationMs } = run;
  const times = accepted.reduce((sum, entry) => sum + entry.times, 0);
  return {
    verdict: verdict(isSame(run)),
    durationMs,
    compared,
    differences: differences.length,
    accepted: times,
  } as const;
}

function fuzzProof({ runs, failures, durationMs }: FuzzReport) {
  return {
    verdict: verdict(failures.length === 0),
    durationMs,
    runs,
    failures: failures.map(({ curl, operation }) => curl ?? operation),
  } as const;
}

function mutationProof(run: MutationReport) {
  const { score, mutators, survivors, durationMs } = run;
  const sum = (count: 'mutants' | 'killed') => mutators.reduce((total, mutator) => total + mutator[count], 0);
  const found = { mutants: sum('mutants'), killed: sum('killed'), survivors: survivors.map(({ id }) => id) };
  return { verdict: verdict(isPerfect(run)), durationMs, score, ...found } as const;
}

function contractMutationProof(run: ContractMutationReport) {
  const { mutants, unnoticed, withoutDrift, durationMs } = run;
  const kinds = [...new Set([...unnoticed, ...withoutDrift])];
  return { verdict: verdict(isSafe(run)), durationMs, mutants: mutants.length, unnoticed: kinds } as const;
}
