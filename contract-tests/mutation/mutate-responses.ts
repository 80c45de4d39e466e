import type { Contract } from '../../contract/model.ts';
import type { Invariant } from '../invariants/invariant.ts';
import type { Plan, Target, TestCase } from '../model.ts';
import { type Equivalent, equivalent as listed } from './equivalent.ts';
import { oneOfEachMutator } from './mutant-result.ts';
import { mutators } from './mutants-of.ts';
import { caseMutants, runCaseMutants } from './run-case-mutants.ts';
import { startInvariantMutants } from './run-invariant-mutants.ts';
import { type MutationReport, summariseMutants } from './summary.ts';

export interface MutationOptions {
  /** One mutant of each mutator, instead of all. */
  readonly sample: boolean;
  readonly equivalent?: readonly Equivalent[];
}

/**
 * Spoils the answers of a server that keeps the contract, one at a time, and tells which mutated answers the
 * tests let pass. Throws when that would prove nothing, because a test fails on an answer as it is.
 */
export async function mutateResponses(
  contract: Contract,
  { url }: Pick<Target, 'url'>,
  { cases, invariants }: Pick<Plan, 'cases' | 'invariants'>,
  { sample, equivalent = sample ? [] : listed }: MutationOptions,
): Promise<MutationReport> {
  const started = performance.now();
  const asked = sample ? ofOneOperation(invariants) : invariants;
  const sent = sample ? oneOfEachCell(cases) : cases;
  const tests = await startInvariantMutants(contract, url, asked);
  try {
    const all = [...(await caseMutants(contract, url, sent)), ...tests.mutants];
    const chosen = sample ? oneOfEachMutator(all, 0) : all;
    const ofTransactions = chosen.filter((mutant) => 'testCase' in mutant);
    const results = await runCaseMutants(contract, url, ofTransactions);
    for (const mutant of chosen) if ('asked' in mutant) results.push(await tests.runMutant(mutant));
    const summary = summariseMutants(mutators, results, equivalent);
    return { ...summary, durationMs: Math.round(performance.now() - started) };
  } finally {
    await tests.close();
  }
}

function oneOfEachCell(cases: readonly TestCase[]): TestCase[] {
  const cells = cases.toReversed().map((one) => [`${one.operation.id} ${one.status}`, one] as const);
  return [...new Map(cells).values()];
}

/** The invariants of HTTP are the same for every operation; those of one are enough to try a mutator that needs them. */
function ofOneOperation(invariants: readonly Invariant[]): Invariant[] {
  return invariants.filter(({ name }) => name.startsWith('getVersion › '));
}
