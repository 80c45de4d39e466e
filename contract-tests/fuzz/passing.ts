import fc from 'fast-check';
import type { Source } from './model.ts';

/** No value that a schema allows can be generated, and the contract has no example of one. */
export class NoValues extends Error {}

/** What `make` returns; nothing when there are no values. */
export function attempt<Value>(make: () => Value): Value[] {
  try {
    return [make()];
  } catch (error) {
    if (error instanceof NoValues) return [];
    throw error;
  }
}

const tries = 100;

/** The values that pass a test; nothing when they hardly ever do. A filter alone would then search for ever. */
export function passing<Value>(
  values: fc.Arbitrary<Value>,
  passes: (value: Value) => boolean,
): fc.Arbitrary<Value>[] {
  for (let seed = 0; seed < tries; seed++) {
    if (fc.sample(values, { seed, numRuns: 1 }).every(passes)) return [values.filter(passes)];
  }
  return [];
}

export function isValid({ contract }: Source, pointer: string, value: unknown): boolean {
  return contract.validate(pointer, value).length === 0;
}
