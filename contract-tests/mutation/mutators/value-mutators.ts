/** Bodies that the schema allows, but that are wrong for this request. */
import { isObject } from '../../../contract/json.ts';
import { isVolatile, type JsonLocation, keyword } from '../json-locations.ts';
import type { Mutators } from '../mutant.ts';
import { dropping, exchanging, reordering, replacing } from './at-locations.ts';
import { requiredNames } from './schema-mutators.ts';

const DAY_MS = 86_400_000;
const CODES = [
  'code',
  'layer',
  'category',
  'subcategory',
  'hfn',
  'output',
  'alias',
  'target',
  'replacedBy',
  'aliasOf',
];

export const valueMutators: Mutators = {
  'optional property dropped': dropping((location) => {
    const required = requiredNames(location);
    return Object.keys(location.value ?? {}).filter((name) => !required.includes(name));
  }),
  'other value of an enum': unlessVolatile((location) => {
    const allowed = keyword(location, 'enum');
    return Array.isArray(allowed) ? allowed.find((value) => value !== location.value) : undefined;
  }),
  'other text': unlessVolatile((location) => {
    const isFree = ['enum', 'const', 'pattern', 'format'].every(
      (name) => keyword(location, name) === undefined,
    );
    return typeof location.value === 'string' && isFree ? `${location.value}.` : undefined;
  }),
  'items swapped': reordering(2, ([first, second, ...others]) => [second, first, ...others]),
  'last items swapped': reordering(3, (items) => [...items.slice(0, -2), ...items.slice(-2).reverse()]),
  'items shuffled': reordering(3, (items) => [...items.slice(1), items[0]]),
  'item duplicated': reordering(1, (items) => [...items, items.at(-1)]),
  'item lost': reordering(1, (items) => items.slice(0, -1)),
  'first item lost': reordering(2, (items) => items.slice(1)),
  'array emptied': reordering(1, () => []),
  'count one too many': unlessVolatile(({ value }) =>
    Number.isInteger(value) ? Number(value) + 1 : undefined,
  ),
  'count one too few': unlessVolatile(({ value }) =>
    Number(value) > 0 && Number.isInteger(value) ? Number(value) - 1 : undefined,
  ),
  'counts exchanged': exchanging('totalCategories', 'totalSubcategories'),
  'converted and failed exchanged': exchanging('converted', 'failed'),
  'stale version': named(['version', 'since', 'currentVersion'], (version) => version.replace(/\d+$/, '1')),
  'other checksum': named(['checksum'], (checksum) => [...checksum].reverse().join('')),
  'stale time': unlessVolatile((location) => {
    if (keyword(location, 'format') !== 'date-time') return undefined;
    return new Date(Date.parse(String(location.value)) - DAY_MS).toISOString().replace('.000Z', 'Z');
  }),
  'wrong number of a node': named(['numericCode'], (number) => next(number)),
  'wrong number in an address': named(['mfa', 'output'], (mfa) => mfa.replace(/(?<=\.)\d+/, next)),
  'wrong sequence in an address': named(['hfn', 'mfa', 'output'], (address) =>
    address.replace(/\d+(?!.*\d)/, next),
  ),
  'wrong code in an address': named(['hfn', 'output', 'replacedBy', 'aliasOf'], (hfn) =>
    hfn.replace(/(?<=\.)[A-Z]{3}/, 'FAN'),
  ),
  'hfn and mfa exchanged': exchanging('hfn', 'mfa'),
  'input and output exchanged': exchanging('input', 'output'),
  'lower-case code': named(CODES, (code) => code.toLowerCase()),
  'nodes of two changes exchanged': reordering(2, withNodesExchanged),
};

/** Replaces values that are not volatile: every value that the schema allows is right for a volatile one. */
function unlessVolatile(other: (location: JsonLocation) => unknown) {
  return replacing((location) => (isVolatile(location) ? undefined : other(location)));
}

/** Changes the strings of members with these names. */
function named(names: readonly string[], change: (text: string) => string): Mutators[string] {
  return unlessVolatile(({ path, value }) =>
    typeof value === 'string' && names.includes(path.at(-1) ?? '') ? change(value) : undefined,
  );
}

/** `007` → `008`. */
function next(number: string): string {
  return String(Number(number) + 1).padStart(number.length, '0');
}

function withNodesExchanged(items: readonly unknown[]): readonly unknown[] {
  const [first, last] = [items[0], items.at(-1)];
  if (!isObject(first) || !isObject(last) || !first.node || !last.node) return items;
  return [{ ...first, node: last.node }, ...items.slice(1, -1), { ...last, node: first.node }];
}
