import type { Contract, Operation } from '../../contract/model.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { createSend } from '../http/send.ts';
import { readRelease } from '../invariants/checking-client.ts';
import { textsOf } from '../invariants/known-values.ts';
import type { Source } from './model.ts';
import { validValues } from './valid-values.ts';

/** @param texts strings that the target knows; each is used wherever a schema allows it. */
export function createSource(contract: Contract, texts: readonly string[]): Source {
  const source: Source = {
    contract,
    known: memoize((pointer) => texts.filter((text) => contract.validate(pointer, text).length === 0)),
    valid: memoize((pointer) => validValues(source, pointer)),
  };
  return source;
}

/** A source for each operation, so that the requests of one do not depend on the others. */
export interface Sources {
  readonly contract: Contract;
  of(operation: Operation): Source;
}

export function createSources(contract: Contract, release: Release | undefined): Sources {
  return { contract, of: (operation) => createSource(contract, knownTexts(operation, release)) };
}

export async function readSources(contract: Contract, url: string): Promise<Sources> {
  return createSources(contract, await readRelease(contract, createSend(url)));
}

// Parsing a long pattern takes longer than generating a hundred strings from it.
function memoize<Value>(make: (pointer: string) => Value): (pointer: string) => Value {
  const made = new Map<string, Value>();
  return (pointer) => {
    const value = made.get(pointer) ?? make(pointer);
    made.set(pointer, value);
    return value;
  };
}

/**
 * Strings that the target knows. A random string is nearly always an unknown code and always has the same response.
 *
 * @param release what the target serves, if it can be read.
 */
export function knownTexts(operation: Operation, release: Release | undefined): string[] {
  const own = release ? textsOf(release) : [];
  return [...new Set([...examples(operation), ...own.flatMap((text) => [text, text.toLowerCase()])])];
}

function examples({ parameters, requestBody }: Operation): string[] {
  return [
    ...parameters.flatMap((parameter) => [...parameter.examples.values()].flatMap(textsIn)),
    ...[...(requestBody?.examples.values() ?? [])].flatMap(textsIn),
  ];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
