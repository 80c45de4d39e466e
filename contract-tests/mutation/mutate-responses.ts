import type { Contract } from '../../contract/model.ts';
import type { Invariant } from '../invariants/invariant.ts';
import type { Plan, Target, TestCase } from '../model.ts';
import { type Equivalent, equivalent as listed } from './equivalent.ts';
import type { Mutant, MutationOptions } from './mutant.ts';
import { mutators } from './mutants-of.ts';
import { caseMutants, runCaseMutants } from './run-case-mutants.ts';
import { startInvariantMutants } from './run-invariant-mutants.ts';
import { type MutationReport, summariseMutants } from './summary.ts';

interface Options extends MutationOptions {
  readonly equivalent?: readonly Equivalent[];
}

/**
 * Mutates the responses of a correct server, one at a time, and reports the mutants that no test kills.
 *
 * @throws Error when a test fails without a mutation, because its failures would prove nothing.
 */
export async function mutateResponses(
  contract: Contract,
  { url }: Pick<Target, 'url'>,
  { cases, invariants }: Pick<Plan, 'cases' | 'invariants'>,
  { sample, equivalent = sample ? [] : listed }: Options,
): Promise<MutationReport> {
  const started = performance.now();
  const runner = await startInvariantMutants(
    contract,
    url,
    sample ? ofOneOperation(contract, invariants) : invariants,
  );
  try {
    const ofCases = await caseMutants(contract, url, sample ? oneOfEachCell(cases) : cases, { sample });
    const all = [...ofCases, ...runner.mutants];
    const chosen = sample ? firstOfEachMutator(all) : all;
    const results = await runCaseMutants(
      contract,
      url,
      chosen.filter((mutant) => 'testCase' in mutant),
    );
    for (const mutant of chosen) if ('observed' in mutant) results.push(await runner.runMutant(mutant));
    const summary = summariseMutants(mutators, results, equivalent);
    return { ...summary, durationMs: Math.round(performance.now() - started) };
  } finally {
    await runner.close();
  }
}

function oneOfEachCell(cases: readonly TestCase[]): TestCase[] {
  const cells = cases.toReversed().map((one) => [`${one.operation.id} ${one.status}`, one] as const);
  return [...new Map(cells).values()];
}

function firstOfEachMutator<One extends Mutant>(mutants: readonly One[]): One[] {
  return [...new Map(mutants.toReversed().map((one) => [one.mutator, one])).values()];
}

/** The HTTP invariants are the same for every operation: those of one reach every mutator that needs them. */
function ofOneOperation({ operations }: Contract, invariants: readonly Invariant[]): Invariant[] {
  const simple = operations.find(
    ({ parameters, responses }) => responses.has(304) && !parameters.some(({ required }) => required),
  );
  return invariants.filter(({ name }) => name.startsWith(`${simple?.id} › `));
}
