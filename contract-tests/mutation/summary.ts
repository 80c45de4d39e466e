import type { Equivalent } from './equivalent.ts';
import type { MutantResult } from './mutant-result.ts';
import type { Exchange } from './mutating-proxy.ts';

/** What came of spoiling answers one at a time. */
export interface MutationReport {
  readonly mutators: readonly MutatorReport[];
  /** Killed of those that are not equivalent, in percent. */
  readonly score: number;
  readonly survivors: readonly Survivor[];
  /** Entries of the list of equivalent mutants that name none. */
  readonly unusedEquivalents: readonly string[];
  readonly durationMs: number;
}

export interface MutatorReport {
  readonly mutator: string;
  readonly mutants: number;
  readonly killed: number;
  readonly survived: number;
  readonly equivalent: number;
}

/** A mutant that passed, with the answer as it was and as it was sent. */
export interface Survivor extends Exchange {
  readonly id: string;
}

/**
 * A listed mutant that a test notices is killed, and its entry of no use.
 *
 * @param names all mutators: one that results nothing is there with nothing.
 */
export function summariseMutants(
  names: readonly string[],
  results: readonly MutantResult[],
  equivalent: readonly Equivalent[],
): Omit<MutationReport, 'durationMs'> {
  const passed = results.filter(({ killed }) => !killed);
  const isListed = ({ mutant }: MutantResult) => equivalent.some(({ id }) => id.test(mutant.id));
  const survived = passed.filter((one) => !isListed(one));
  const mutators = names.map((mutator) => {
    const count = (some: readonly MutantResult[]) =>
      some.filter(({ mutant }) => mutant.mutator === mutator).length;
    const [mutants, alive, left] = [count(results), count(passed), count(survived)];
    return { mutator, mutants, killed: mutants - alive, survived: left, equivalent: alive - left };
  });
  const killed = results.length - passed.length;
  return {
    mutators,
    score: (100 * killed) / (killed + survived.length),
    survivors: survived.map(({ mutant, exchange }) => ({ id: mutant.id, ...exchange })),
    unusedEquivalents: equivalent
      .filter(({ id }) => !passed.some(({ mutant }) => id.test(mutant.id)))
      .map(({ id }) => String(id)),
  };
}

/** 100 % of mutants of every mutator, and a list of equivalent ones that says nothing but what is so. */
export function isPerfect({ score, mutators, unusedEquivalents }: MutationReport): boolean {
  return score === 100 && mutators.every(({ mutants }) => mutants > 0) && unusedEquivalents.length === 0;
}
