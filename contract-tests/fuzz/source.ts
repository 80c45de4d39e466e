import type fc from 'fast-check';
import { isObject, lookup } from '../../contract/json.ts';
import type { Contract, MediaDefinition, Operation, Parameter } from '../../contract/model.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { createSend } from '../http/send.ts';
import { readRelease } from '../invariants/checking-client.ts';
import { textsOf } from '../invariants/known-values.ts';
import type { Target } from '../model.ts';
import type { Source } from './model.ts';
import { isValid, NoValues } from './passing.ts';
import { recursiveComponent, shapeOf } from './shape.ts';
import { stringsMatching } from './valid-strings.ts';
import { validValues } from './valid-values.ts';

// A few levels of a tree find as much as many.
const deepest = 3;

/** @param values what the target knows; each is used wherever a schema allows it. */
export function createSource(
  contract: Contract,
  values: readonly unknown[],
  matching: Source['matching'] = stringsMatching,
): Source {
  const made = new Map<string, fc.Arbitrary<unknown>>();
  const isRecursive = memoize((pointer) => recursiveComponent(contract.document, pointer) !== undefined);
  const known = memoize((pointer) =>
    [...values, ...examplesAt(contract, pointer)].filter((value) => isValid(source, pointer, value)),
  );
  const source: Source = {
    contract,
    known,
    valid(pointer, depth = 0) {
      const key = `${depth} ${pointer}`;
      const inside = depth + (isRecursive(pointer) ? 1 : 0);
      if (inside > deepest) throw new NoValues(`the schema at ${pointer} has no end`);
      const valid = made.get(key) ?? validValues(source, pointer, inside);
      made.set(key, valid);
      return valid;
    },
    matching,
  };
  return source;
}

/** The examples that the schema itself has. */
function examplesAt({ document }: Contract, pointer: string): unknown[] {
  if (!isObject(lookup(document, pointer))) return [];
  const { examples } = shapeOf(document, pointer).keywords;
  return Array.isArray(examples) ? examples : [];
}

/** A source for each operation, so that the requests of one do not depend on the others. */
export interface Sources {
  readonly contract: Contract;
  of(operation: Operation): Source;
}

export function createSources(contract: Contract, release: Release | undefined): Sources {
  const matching = memoize(stringsMatching);
  return { contract, of: (operation) => createSource(contract, knownTo(operation, release), matching) };
}

export async function readSources(
  contract: Contract,
  target: Pick<Target, 'url' | 'behindProxy' | 'patience'>,
): Promise<Sources> {
  return createSources(contract, await readRelease(contract, createSend(target.url, target)));
}

// Parsing a long pattern takes longer than generating a hundred strings from it.
function memoize<Value>(make: (key: string) => Value): (key: string) => Value {
  const made = new Map<string, { readonly value: Value }>();
  return (key) => {
    const found = made.get(key) ?? { value: make(key) };
    made.set(key, found);
    return found.value;
  };
}

/**
 * Values that the target knows. A random string is nearly always an unknown code and always has the same response.
 *
 * @param release what the target serves, if it can be read.
 */
function knownTo(operation: Operation, release: Release | undefined): unknown[] {
  const own = release ? textsOf(release) : [];
  return [...new Set([...examples(operation), ...own.flatMap((text) => [text, text.toLowerCase()])])];
}

function examples({ parameters, requestBody }: Operation): unknown[] {
  const carriers: (Parameter | MediaDefinition)[] = [...parameters, ...(requestBody?.content.values() ?? [])];
  return carriers.flatMap(({ example, examples }) => [example, ...examples.values()].flatMap(partsOf));
}

/** A value, and all values within it. */
function partsOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return [
    value,
    ...(typeof value === 'object' && value !== null ? Object.values(value).flatMap(partsOf) : []),
  ];
}
