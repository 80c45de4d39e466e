import type { Mutant } from './mutant.ts';
import type { Exchange, MutatingProxy } from './mutating-proxy.ts';

/** A mutant that was results. */
export interface MutantResult {
  readonly mutant: Mutant;
  /** Whether a test failed on it. */
  readonly killed: boolean;
  readonly exchange: Exchange;
}

/** @throws where nothing was exchanged: a mutant that met no answer was not noticed, whatever the test says. */
export function exchangeOf({ exchanges }: MutatingProxy, tag: string, name: string): Exchange {
  const exchange = exchanges.get(tag);
  if (!exchange) throw new Error(`nothing was answered through the proxy: ${name}`);
  return exchange;
}

/** One mutant of each mutator; at another turn another one, so that many like answers share the work. */
export function oneOfEachMutator<One extends Mutant>(mutants: readonly One[], turn: number): One[] {
  const mutators = new Map<string, One[]>();
  for (const mutant of mutants)
    mutators.set(mutant.mutator, [...(mutators.get(mutant.mutator) ?? []), mutant]);
  return [...mutators.values()].flatMap((own) => own[turn % own.length] ?? []);
}
