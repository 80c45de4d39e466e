import { isDeepStrictEqual } from 'node:util';
import { headerFamilies, lawFamilies } from './families/header-families.ts';
import { messageFamilies } from './families/message-families.ts';
import { problemFamilies } from './families/problem-families.ts';
import { schemaFamilies } from './families/schema-families.ts';
import { valueFamilies } from './families/value-families.ts';
import type { Families, Mutant, Subject } from './mutant.ts';

const always: Families = { ...schemaFamilies, ...problemFamilies, ...headerFamilies, ...messageFamilies };

export const families = Object.keys({ ...always, ...valueFamilies, ...lawFamilies });

/** Every mutant of a right answer that the transaction it answers can notice. */
export function mutantsOf(transaction: string, subject: Subject): Mutant[] {
  const { judge } = subject;
  const seen = {
    ...always,
    ...(judge !== 'schema' && valueFamilies),
    ...(judge === 'laws' && lawFamilies),
  };
  return Object.entries(seen).flatMap(([family, mutate]) =>
    mutate(subject)
      // Two equal items that change places leave the answer as it was.
      .filter(({ apply }) => !isDeepStrictEqual(apply(subject.response), subject.response))
      .map(({ where, apply }) => ({
        family,
        id: [family, transaction, where].filter(Boolean).join(' › '),
        apply,
      })),
  );
}
