/** Strings that mean something to a target. Random ones are unknown codes nearly always, and the same answer. */
import type { Contract } from '../../contract/model.ts';
import type { Release } from '../../taxonomy/tree.ts';

// More would take longer to sift than it would find: one address of a big tree is like another.
const mostLeaves = 1000;

/** @param release what the target serves, where it says so. */
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
