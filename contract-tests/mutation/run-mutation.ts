import type { Contract } from '../../contract/model.ts';
import type { Law } from '../laws/law.ts';
import type { Plan, PlannedTransaction, Target } from '../model.ts';
import { type Equivalent, equivalent as listed } from './equivalent.ts';
import { families } from './mutants-of.ts';
import { type MutationRun, summariseMutation } from './mutation-run.ts';
import { oneOfEachFamily } from './trial.ts';
import { startLawTests } from './try-laws.ts';
import { transactionMutants, tryOnTransactions } from './try-transactions.ts';

export interface MutationOptions {
  /** One mutant of each family, instead of all. */
  readonly sample: boolean;
  readonly equivalent?: readonly Equivalent[];
}

/**
 * Spoils the answers of a server that keeps the contract, one at a time, and tells which spoilt answers the
 * tests let pass. Throws when that would prove nothing, because a test fails on an answer as it is.
 */
export async function runMutation(
  contract: Contract,
  { url }: Pick<Target, 'url'>,
  { transactions, laws }: Pick<Plan, 'transactions' | 'laws'>,
  { sample, equivalent = sample ? [] : listed }: MutationOptions,
): Promise<MutationRun> {
  const started = performance.now();
  const asked = sample ? ofOneOperation(laws) : laws;
  const sent = sample ? oneOfEachCell(transactions) : transactions;
  const tests = await startLawTests(contract, url, asked);
  try {
    const all = [...(await transactionMutants(contract, url, sent)), ...tests.mutants];
    const chosen = sample ? oneOfEachFamily(all, 0) : all;
    const ofTransactions = chosen.filter((mutant) => 'transaction' in mutant);
    const tried = await tryOnTransactions(contract, url, ofTransactions);
    for (const mutant of chosen) if ('asked' in mutant) tried.push(await tests.tryOut(mutant));
    const summary = summariseMutation(families, tried, equivalent);
    return { ...summary, durationMs: Math.round(performance.now() - started) };
  } finally {
    await tests.close();
  }
}

function oneOfEachCell(transactions: readonly PlannedTransaction[]): PlannedTransaction[] {
  const cells = transactions.toReversed().map((one) => [`${one.operation.id} ${one.status}`, one] as const);
  return [...new Map(cells).values()];
}

/** The laws of HTTP are the same for every operation; those of one are enough to try a family that needs them. */
function ofOneOperation(laws: readonly Law[]): Law[] {
  return laws.filter(({ name }) => name.startsWith('getVersion › '));
}
