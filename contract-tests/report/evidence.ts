/** What a run of the contract tests proved, as one document that a release can be kept with. */
import type { Contract } from '../../contract/model.ts';
import { type ContractMutation, isSafe } from '../contract-mutants/contract-mutation.ts';
import type { FuzzRun } from '../fuzz/run-fuzz.ts';
import type { ContractRun } from '../model.ts';
import { isPerfect, type MutationRun } from '../mutation/mutation-run.ts';
import { isSame, type ParityRun } from '../parity/run-parity.ts';
import type { Identity } from '../targets/identity.ts';

/** `evidence.schema.json` describes it. */
export interface Evidence {
  readonly verdict: 'passed' | 'failed';
  readonly contract: { readonly version: string; readonly checksum: string };
  readonly startedAt: string;
  readonly endedAt: string;
  readonly durationMs: number;
  /** What the generated requests came from; with it they can be sent again. */
  readonly seed: number;
  readonly targets: readonly (ContractRun & { readonly identity: Identity })[];
  readonly parity: Proof<{ compared: number; differences: number; accepted: number }>;
  readonly fuzz: Proof<{ runs: number; failures: readonly string[] }>;
  readonly mutation: Proof<{ score: number; mutants: number; killed: number; survivors: readonly string[] }>;
  readonly contractMutation: Proof<{ mutants: number; unnoticed: readonly string[] }>;
}

/** null: not asked for in this run. */
export type Proof<Findings> =
  | (Findings & { readonly verdict: 'passed' | 'failed'; readonly durationMs: number })
  | null;

/** What was run; the rest was not asked for. */
export interface Findings {
  readonly targets: Evidence['targets'];
  readonly parity?: ParityRun;
  readonly fuzz?: FuzzRun;
  readonly mutation?: MutationRun;
  readonly contractMutation?: ContractMutation;
}

export function evidenceOf(
  { version, checksum }: Contract,
  findings: Findings,
  { startedAt, endedAt, seed }: { startedAt: Date; endedAt: Date; seed: number },
): Evidence {
  const { targets, parity, fuzz, mutation, contractMutation } = findings;
  const proofs = {
    parity: parity ? parityProof(parity) : null,
    fuzz: fuzz ? fuzzProof(fuzz) : null,
    mutation: mutation ? mutationProof(mutation) : null,
    contractMutation: contractMutation ? contractMutationProof(contractMutation) : null,
  };
  const failed =
    targets.some((target) => target.failed > 0) ||
    Object.values(proofs).some((proof) => proof?.verdict === 'failed');
  return {
    verdict: failed ? 'failed' : 'passed',
    contract: { version, checksum },
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
    durationMs: endedAt.getTime() - startedAt.getTime(),
    seed,
    targets,
    ...proofs,
  };
}

const verdict = (passed: boolean) => (passed ? 'passed' : 'failed');

function parityProof(run: ParityRun) {
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

function fuzzProof({ runs, failures, durationMs }: FuzzRun) {
  return {
    verdict: verdict(failures.length === 0),
    durationMs,
    runs,
    failures: failures.map(({ curl }) => curl),
  } as const;
}

function mutationProof(run: MutationRun) {
  const { score, families, survivors, durationMs } = run;
  const sum = (count: 'mutants' | 'killed') => families.reduce((total, family) => total + family[count], 0);
  const found = { mutants: sum('mutants'), killed: sum('killed'), survivors: survivors.map(({ id }) => id) };
  return { verdict: verdict(isPerfect(run)), durationMs, score, ...found } as const;
}

function contractMutationProof(run: ContractMutation) {
  const { mutants, unnoticed, withoutDrift, durationMs } = run;
  const kinds = [...new Set([...unnoticed, ...withoutDrift])];
  return { verdict: verdict(isSafe(run)), durationMs, mutants: mutants.length, unnoticed: kinds } as const;
}
