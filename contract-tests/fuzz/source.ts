import type { Contract } from '../../contract/model.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { createSend } from '../http/send.ts';
import { readRelease } from '../invariants/checking-client.ts';
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

export async function readSource(contract: Contract, url: string): Promise<Source> {
  const release = await readRelease(contract, createSend(url));
  return createSource(contract, knownValues(contract, release));
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

/** More addresses are slow to filter and find no more: the server treats them all alike. */
const mostLeaves = 1000;

/**
 * Strings that the target knows. A random string is nearly always an unknown code and always has the same response.
 *
 * @param release what the target serves, if it can be read.
 */
export function knownValues(contract: Contract, release: Release | undefined): string[] {
  const own = release ? [release.version, ...codes(release), ...addresses(release)] : [];
  return [...new Set([...examples(contract), ...own.flatMap((text) => [text, text.toLowerCase()])])];
}

function examples({ operations }: Contract): string[] {
  return operations.flatMap(({ parameters, requestBody }) => [
    ...parameters.flatMap((parameter) => [...parameter.examples.values()].flatMap(textsIn)),
    ...[...(requestBody?.examples.values() ?? [])].flatMap(textsIn),
  ]);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function codes({ layers }: Release): string[] {
  return layers.flatMap((layer) => [layer.code, ...layer.categories.map(({ code }) => code)]);
}

function addresses({ layers, aliases }: Release): string[] {
  const leaves = layers.flatMap((layer) =>
    layer.categories.flatMap((category) => category.subcategories.map((leaf) => [layer, category, leaf])),
  );
  const plain = leaves.slice(0, mostLeaves).flatMap((nodes) => {
    const path = (segment: 'code' | 'numericCode') => nodes.map((node) => node[segment]).join('.');
    return [`${path('code')}.001`, `${path('numericCode')}.1000.mp3`];
  });
  return [...plain, ...aliases.map(({ alias }) => `${alias}.000`)];
}
