import type { Equivalent } from './equivalent.ts';
import type { MutantResult } from './mutant.ts';
import type { Exchange } from './mutating-proxy.ts';

export interface MutationReport {
  readonly mutators: readonly MutatorReport[];
  /** The percentage of killed mutants, without equivalent ones. */
  readonly score: number;
  readonly survivors: readonly Survivor[];
  /** The listed equivalent mutants that match no survivor. */
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

/** A mutant that no test killed, with the response before and after the mutation. */
export interface Survivor extends Exchange {
  readonly id: string;
}

/**
 * A killed mutant counts as killed even if it is listed as equivalent.
 *
 * @param names all mutators; one without a mutant is reported with 0 mutants.
 */
export function summariseMutants(
  names: readonly string[],
  results: readonly MutantResult[],
  equivalent: readonly Equivalent[],
): Omit<MutationReport, 'durationMs'> {
  const alive = results.filter(({ killed }) => !killed);
  const isListed = ({ mutant }: MutantResult) => equivalent.some(({ id }) => id.test(mutant.id));
  const survived = alive.filter((one) => !isListed(one));
  const mutators = names.map((mutator) => {
    const count = (some: readonly MutantResult[]) =>
      some.filter(({ mutant }) => mutant.mutator === mutator).length;
    const [mutants, notKilled, survivors] = [count(results), count(alive), count(survived)];
    const killed = mutants - notKilled;
    return { mutator, mutants, killed, survived: survivors, equivalent: notKilled - survivors };
  });
  const killed = results.length - alive.length;
  return {
    mutators,
    score: (100 * killed) / (killed + survived.length),
    survivors: survived.map(({ mutant, exchange }) => ({ id: mutant.id, ...exchange })),
    unusedEquivalents: equivalent
      .filter(({ id }) => !alive.some(({ mutant }) => id.test(mutant.id)))
      .map(({ id }) => String(id)),
  };
}

/** Every mutator has mutants, all of them are killed or equivalent, and every listed equivalent is used. */
export function isPerfect({ score, mutators, unusedEquivalents }: MutationReport): boolean {
  return score === 100 && mutators.every(({ mutants }) => mutants > 0) && unusedEquivalents.length === 0;
}
