import { isDeepStrictEqual } from 'node:util';
import type { Mutant, Mutators, Subject } from './mutant.ts';
import { headerMutators, invariantMutators } from './mutators/header-mutators.ts';
import { messageMutators } from './mutators/message-mutators.ts';
import { problemMutators } from './mutators/problem-mutators.ts';
import { schemaMutators } from './mutators/schema-mutators.ts';
import { valueMutators } from './mutators/value-mutators.ts';

const always: Mutators = { ...schemaMutators, ...problemMutators, ...headerMutators, ...messageMutators };

export const mutators = Object.keys({ ...always, ...valueMutators, ...invariantMutators });

/** Every mutant of a right answer that the testCase it answers can notice. */
export function mutantsOf(testCase: string, subject: Subject): Mutant[] {
  const { oracle } = subject;
  const seen = {
    ...always,
    ...(oracle !== 'schema' && valueMutators),
    ...(oracle === 'invariants' && invariantMutators),
  };
  return Object.entries(seen).flatMap(([mutator, mutate]) =>
    mutate(subject)
      // Two equal items that change places leave the answer as it was.
      .filter(({ apply }) => !isDeepStrictEqual(apply(subject.response), subject.response))
      .map(({ where, apply }) => ({
        mutator,
        id: [mutator, testCase, where].filter(Boolean).join(' › '),
        apply,
      })),
  );
}
