import type { Equivalent } from './equivalent.ts';
import type { Exchange } from './proxy.ts';
import type { Tried } from './trial.ts';

/** What came of spoiling answers one at a time. */
export interface MutationRun {
  readonly families: readonly FamilyResult[];
  /** Killed of those that are not equivalent, in percent. */
  readonly score: number;
  readonly survivors: readonly Survivor[];
  /** Entries of the list of equivalent mutants that name none. */
  readonly unusedEquivalents: readonly string[];
  readonly durationMs: number;
}

export interface FamilyResult {
  readonly family: string;
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
 * @param names all families: one that tried nothing is there with nothing.
 */
export function summariseMutation(
  names: readonly string[],
  tried: readonly Tried[],
  equivalent: readonly Equivalent[],
): Omit<MutationRun, 'durationMs'> {
  const passed = tried.filter(({ killed }) => !killed);
  const isListed = ({ mutant }: Tried) => equivalent.some(({ id }) => id.test(mutant.id));
  const survived = passed.filter((one) => !isListed(one));
  const families = names.map((family) => {
    const count = (some: readonly Tried[]) => some.filter(({ mutant }) => mutant.family === family).length;
    const [mutants, alive, left] = [count(tried), count(passed), count(survived)];
    return { family, mutants, killed: mutants - alive, survived: left, equivalent: alive - left };
  });
  const killed = tried.length - passed.length;
  return {
    families,
    score: (100 * killed) / (killed + survived.length),
    survivors: survived.map(({ mutant, exchange }) => ({ id: mutant.id, ...exchange })),
    unusedEquivalents: equivalent
      .filter(({ id }) => !passed.some(({ mutant }) => id.test(mutant.id)))
      .map(({ id }) => String(id)),
  };
}

/** 100 % of mutants of every family, and a list of equivalent ones that says nothing but what is so. */
export function isPerfect({ score, families, unusedEquivalents }: MutationRun): boolean {
  return score === 100 && families.every(({ mutants }) => mutants > 0) && unusedEquivalents.length === 0;
}
