import { isDeepStrictEqual } from 'node:util';
import { bodyValue } from '../../contract/check-response.ts';
import { readContentType } from '../../contract/payload.ts';
import { declaredResponse } from '../../contract/read-responses.ts';
import type { Mutant, Mutators, Subject } from './mutant.ts';
import { etagMutators, headerMutators } from './mutators/header-mutators.ts';
import { messageMutators } from './mutators/message-mutators.ts';
import { problemMutators } from './mutators/problem-mutators.ts';
import { schemaMutators } from './mutators/schema-mutators.ts';
import { valueMutators } from './mutators/value-mutators.ts';
import { textOf } from './wire-response.ts';

const always: Mutators = { ...schemaMutators, ...problemMutators, ...headerMutators, ...messageMutators };

/** The names of all mutators. */
export const mutators = Object.keys({ ...always, ...valueMutators, ...etagMutators });

/** Every mutant of a correct response that its test must kill. */
export function mutantsOf(testCase: string, subject: Subject): Mutant[] {
  const { oracle } = subject;
  const applicable = {
    ...always,
    ...(oracle !== 'schema' && valueMutators),
    ...(oracle === 'invariants' && etagMutators),
  };
  return Object.entries(applicable).flatMap(([mutator, mutate]) =>
    mutate(subject)
      // Some mutations change nothing, such as swapping two equal items.
      .filter(({ apply }) => !isDeepStrictEqual(apply(subject.response), subject.response))
      .map(({ where, apply }) => ({
        mutator,
        id: [mutator, testCase, where].filter(Boolean).join(' › '),
        apply,
      })),
  );
}

/** One mutant of each mutator. Another `turn` takes another mutant, so that similar responses cover all of them. */
export function oneOfEachMutator<One extends Mutant>(mutants: readonly One[], turn: number): One[] {
  const byMutator = new Map<string, One[]>();
  for (const mutant of mutants)
    byMutator.set(mutant.mutator, [...(byMutator.get(mutant.mutator) ?? []), mutant]);
  return [...byMutator.values()].flatMap((own) => own[turn % own.length] ?? []);
}

/**
 * Whether a test that compares nothing with an example has to accept a mutant: a map, for example, may have one more
 * member. Such a mutant is no fault.
 */
export function isAllowed({ contract, operation, response, oracle }: Subject, mutant: Mutant): boolean {
  const isOfBody =
    Object.hasOwn(schemaMutators, mutant.mutator) || Object.hasOwn(messageMutators, mutant.mutator);
  const { status, headers, body } = response;
  const changed = mutant.apply(response);
  if (oracle !== 'schema' || !isOfBody || body.length === 0 || changed.status !== status) return false;
  const contentType = headers['content-type'] ?? '';
  const media = declaredResponse(operation, status)?.content.get(readContentType(contentType).mediaType);
  const value = bodyValue(contentType, textOf(changed));
  return (
    media !== undefined && value !== undefined && contract.validate(media.schemaPointer, value).length === 0
  );
}
