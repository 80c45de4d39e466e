import { isDeepStrictEqual } from 'node:util';
import { bodyValue } from '../../contract/check-response.ts';
import { readContentType } from '../../contract/payload.ts';
import { declaredResponse } from '../../contract/read-responses.ts';
import type { Mutant, Mutation, Mutators, Subject } from './mutant.ts';
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
  return mutationsOf(subject).flatMap(([mutator, mutations]) =>
    mutations
      .filter((mutation) => isFault(subject, mutator, mutation))
      .map((mutation) => mutantOf(testCase, mutator, mutation)),
  );
}

/**
 * One of these mutants of each mutator. Another `turn` takes another one, so that similar responses cover all of them.
 */
export function oneOfEachMutator(testCase: string, subject: Subject, turn: number): Mutant[] {
  return mutationsOf(subject).flatMap(([mutator, mutations]) => {
    const first = turn % mutations.length;
    const inTurn = [...mutations.slice(first), ...mutations.slice(0, first)];
    const found = inTurn.find((mutation) => isFault(subject, mutator, mutation));
    return found ? [mutantOf(testCase, mutator, found)] : [];
  });
}

function mutationsOf(subject: Subject) {
  const applicable = {
    ...always,
    ...(subject.oracle !== 'schema' && valueMutators),
    ...(subject.oracle === 'invariants' && etagMutators),
  };
  return Object.entries(applicable).map(([mutator, mutate]) => [mutator, mutate(subject)] as const);
}

function mutantOf(testCase: string, mutator: string, { where, apply }: Mutation): Mutant {
  return { mutator, id: [mutator, testCase, where].filter(Boolean).join(' › '), apply };
}

/**
 * Whether a mutation is a fault. Some change nothing, such as swapping two equal items. And some changes a test that
 * compares nothing with an example has to accept: a map, for example, may have one more member.
 */
function isFault(
  { contract, operation, response, oracle }: Subject,
  mutator: string,
  { apply }: Mutation,
): boolean {
  const changed = apply(response);
  if (isDeepStrictEqual(changed, response)) return false;
  const { status, headers, body } = response;
  const isOfBody = Object.hasOwn(schemaMutators, mutator) || Object.hasOwn(messageMutators, mutator);
  if (oracle !== 'schema' || !isOfBody || body.length === 0 || changed.status !== status) return true;
  const contentType = headers['content-type'] ?? '';
  const media = declaredResponse(operation, status)?.content.get(readContentType(contentType).mediaType);
  const value = bodyValue(contentType, textOf(changed));
  return !media || value === undefined || contract.validate(media.schemaPointer, value).length > 0;
}
