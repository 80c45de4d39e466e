import type { NotPassed, Passed } from './model.ts';

/** @param facts what was looked at; a gate that looked at nothing has not passed */
export function pass(facts: readonly string[], data?: object): Passed {
  return { verdict: 'pass', facts, ...(data && { data }) };
}

/** The condition does not hold. */
export function refuse(facts: readonly string[], remedy: string): NotPassed {
  return { verdict: 'refuse', facts, remedy };
}

/** Whether the condition holds could not be found out. */
export function unknown(facts: readonly string[], remedy: string): NotPassed {
  return { verdict: 'unknown', facts, remedy };
}

/** The first of many, and how many more there are. */
export function firstOf(all: readonly string[], count = 5): string[] {
  const more = all.length - count;
  return more > 0 ? [...all.slice(0, count), `… and ${more} more`] : [...all];
}
