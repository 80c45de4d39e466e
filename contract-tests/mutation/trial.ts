import type { Mutant } from './mutant.ts';
import type { Exchange, SpoilingProxy } from './proxy.ts';

/** A mutant that was tried. */
export interface Tried {
  readonly mutant: Mutant;
  /** Whether a test failed on it. */
  readonly killed: boolean;
  readonly exchange: Exchange;
}

/** @throws where nothing was exchanged: a mutant that met no answer was not noticed, whatever the test says. */
export function exchangeOf({ exchanges }: SpoilingProxy, tag: string, name: string): Exchange {
  const exchange = exchanges.get(tag);
  if (!exchange) throw new Error(`nothing was answered through the proxy: ${name}`);
  return exchange;
}

/** One mutant of each family; at another turn another one, so that many like answers share the work. */
export function oneOfEachFamily<One extends Mutant>(mutants: readonly One[], turn: number): One[] {
  const families = new Map<string, One[]>();
  for (const mutant of mutants) families.set(mutant.family, [...(families.get(mutant.family) ?? []), mutant]);
  return [...families.values()].flatMap((own) => own[turn % own.length] ?? []);
}
