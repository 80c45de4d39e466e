/** Bodies that the schema allows, but that are wrong for this request. */
import { isObject, type JsonObject } from '../../../contract/json.ts';
import { isVolatile, type JsonLocation, keyword } from '../json-locations.ts';
import type { Mutators } from '../mutant.ts';
import { dropping, exchanging, reordering, replacing } from './at-locations.ts';
import { requiredNames } from './schema-mutators.ts';

const DAY_MS = 86_400_000;
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
  'stale time': unlessVolatile((location) => {
    if (keyword(location, 'format') !== 'date-time') return undefined;
    const time = Date.parse(String(location.value));
    // A leap second is a valid time that Date cannot read.
    return Number.isNaN(time) ? undefined : new Date(time - DAY_MS).toISOString().replace('.000Z', 'Z');
  }),
  'members exchanged': exchanging(alike),
  'first number in a text': inText((text) => text.replace(/\d+/, next)),
  'last number in a text': inText((text) => text.replace(/\d+(?!.*\d)/, next)),
  'last letters in a text': inText((text) => text.replace(/[A-Z]+(?!.*[A-Z])/, otherLetters)),
  'lower-case text': inText((text) => text.toLowerCase()),
  'text reversed': inText((text) => [...text].reverse().join('')),
  'members of two items exchanged': reordering(2, withMembersExchanged),
};

/** Replaces values that are not volatile: every value that the schema allows is right for a volatile one. */
function unlessVolatile(other: (location: JsonLocation) => unknown) {
  return replacing((location) => (isVolatile(location) ? undefined : other(location)));
}

/** Changes texts that have a form: a code, a version, an address, a checksum. */
function inText(change: (text: string) => string): Mutators[string] {
  return unlessVolatile((location) => {
    const hasForm = keyword(location, 'pattern') !== undefined;
    const isTime = keyword(location, 'format') !== undefined;
    return typeof location.value === 'string' && hasForm && !isTime ? change(location.value) : undefined;
  });
}

/** `007` → `008`. */
function next(number: string): string {
  return String(Number(number) + 1).padStart(number.length, '0');
}

/** `HPM` → `IQN`. */
function otherLetters(letters: string): string {
  return [...letters].map((letter) => (letter === 'Z' ? 'A' : nextLetter(letter))).join('');
}

function nextLetter(letter: string): string {
  return String.fromCharCode(letter.charCodeAt(0) + 1);
}

/** Members with neighbouring values of one kind, such as two counts, or two forms of one address. */
function alike(value: JsonObject): [one: string, other: string][] {
  const names = Object.keys(value);
  return names.flatMap((name, index): [string, string][] => {
    const other = names[index + 1];
    if (other === undefined || typeof value[name] === 'object') return [];
    return typeof value[name] === typeof value[other] ? [[name, other]] : [];
  });
}

/** The objects that the first and the last item both have are exchanged. */
function withMembersExchanged(items: readonly unknown[]): readonly unknown[] {
  const [first, last] = [items[0], items.at(-1)];
  if (!isObject(first) || !isObject(last)) return items;
  const shared = Object.keys(first).filter((name) => isObject(first[name]) && isObject(last[name]));
  const taken = (from: JsonObject) => Object.fromEntries(shared.map((name) => [name, from[name]]));
  return [{ ...first, ...taken(last) }, ...items.slice(1, -1), { ...last, ...taken(first) }];
}
