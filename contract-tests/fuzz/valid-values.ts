import fc from 'fast-check';
import { isObject, lookup } from '../../contract/json.ts';
import type { Described, Source } from './model.ts';
import { attempt, isValid, NoValues, passing } from './passing.ts';
import { shapeOf, typesOfShape } from './shape.ts';
import { strings } from './valid-strings.ts';

/** Values that the schema at a pointer of the contract allows. @throws NoValues */
export function validValues(source: Source, pointer: string, depth: number): fc.Arbitrary<unknown> {
  // Each keyword is generated alone. Together, such as a pattern and a length, they may allow less.
  const [random] = attempt(() => generated(source, pointer, depth)).flatMap((values) =>
    passing(values, (value) => isValid(source, pointer, value)),
  );
  const known = source.known(pointer);
  if (random) return random;
  if (known.length > 0) return fc.constantFrom(...known);
  throw new NoValues(`no value can be made for the schema at ${pointer}; give it an example`);
}

function generated(source: Source, pointer: string, depth: number): fc.Arbitrary<unknown> {
  if (!isObject(lookup(source.contract.document, pointer))) return fc.constantFrom(null, true, 1, 'x', []);
  const shape = shapeOf(source.contract.document, pointer);
  const { keywords, choices } = shape;
  if ('const' in keywords) return fc.constant(keywords.const);
  if (Array.isArray(keywords.enum)) return fc.constantFrom(...keywords.enum);
  const own = typesOfShape(shape).flatMap((type) =>
    attempt(() => ofType({ source, pointer, shape, depth }, type)),
  );
  const chosen = choices.map((alternatives) =>
    oneOf(alternatives.flatMap((one) => attempt(() => source.valid(one, depth)))),
  );
  if (chosen.length === 0) return oneOf(own);
  // An alternative adds members to those that the schema itself has.
  const parts = shape.members.size > 0 ? [oneOf(own), ...chosen] : chosen;
  return fc.tuple(...parts).map((values) => (values.every(isObject) ? merged(values) : values.at(-1)));
}

function oneOf(values: readonly fc.Arbitrary<unknown>[]): fc.Arbitrary<unknown> {
  if (values.length === 0) throw new NoValues('a schema allows nothing that can be generated');
  return fc.oneof(...values);
}

function ofType(described: Described, type: unknown): fc.Arbitrary<unknown> {
  switch (type) {
    case 'string':
      return strings(described);
    case 'integer':
    case 'number':
      return numbers(described, type);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return arrays(described);
    default:
      return objects(described);
  }
}

function numbers({ source, pointer, shape }: Described, type: string): fc.Arbitrary<unknown> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = shape.keywords;
  const range = {
    ...limit('min', exclusiveMinimum ?? minimum),
    ...limit('max', exclusiveMaximum ?? maximum),
  };
  const random =
    type === 'integer' || multipleOf !== undefined
      ? multiples(Number(multipleOf ?? 1), range)
      : fc.double({ ...range, noNaN: true, noDefaultInfinity: true });
  const known = source.known(pointer).filter((value) => typeof value === 'number');
  return known.length > 0 ? fc.oneof(random, fc.constantFrom(...known)) : random;
}

function multiples(unit: number, range: { min?: number; max?: number }): fc.Arbitrary<number> {
  const within = (count: number) =>
    Math.min(Math.max(count, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
  const { max = Math.max(2 ** 31 - 1, Number(range.min ?? 0)) } = range;
  const { min = Math.min(-(2 ** 31), max) } = range;
  const counts = { min: within(Math.ceil(min / unit)), max: within(Math.floor(max / unit)) };
  if (counts.min > counts.max) throw new NoValues(`there is no multiple of ${unit} from ${min} to ${max}`);
  return fc.integer(counts).map((count) => count * unit);
}

// Arrays of objects are trees: a few objects at each level find as much as the maximum.
const mostObjects = 3;

function arrays({ source, shape, depth }: Described): fc.Arbitrary<unknown[]> {
  const { keywords, prefix, items } = shape;
  const first = fc.tuple(...prefix.map((one) => source.valid(one, depth)));
  const [item] = items === undefined ? [] : attempt(() => source.valid(items, depth));
  if (item === undefined || items === undefined) return first;
  const isTree = typesOfShape(shapeOf(source.contract.document, items)).some(
    (type) => type === 'object' || type === 'array',
  );
  const least = Math.max(0, Number(keywords.minItems ?? 0) - prefix.length);
  const most = isTree ? Math.max(least, mostObjects) : keywords.maxItems;
  const range = { minLength: least, ...limit('maxLength', most) };
  const rest = keywords.uniqueItems
    ? fc.uniqueArray(item, { ...range, selector: (value) => JSON.stringify(value) })
    : fc.array(item, range);
  return fc.tuple(first, rest).map((lists) => lists.flat());
}

const mostKeys = 3;

function objects({ source, shape, depth }: Described): fc.Arbitrary<object> {
  const { keywords, members, required, patterns, others } = shape;
  const valid = (pointer = others) =>
    pointer === undefined ? fc.constant('x') : source.valid(pointer, depth);
  const needed = [...new Set(required)].map((name) => [name, valid(members.get(name))] as const);
  const optional = [...members]
    .filter(([name]) => !required.includes(name))
    .flatMap(([name, pointer]) => attempt(() => [name, valid(pointer)] as const));
  const requiredKeys = needed.map(([name]) => name);
  const own = fc.record(Object.fromEntries([...optional, ...needed]), {
    requiredKeys,
    noNullPrototype: true,
  });
  const minKeys = Math.max(0, Number(keywords.minProperties ?? 0) - members.size);
  const maxKeys = Math.max(minKeys, mostKeys);
  const named = (keys: fc.Arbitrary<string>, pointer: string) =>
    attempt(() => valid(pointer)).map((value) =>
      fc.dictionary(keys, value, { minKeys, maxKeys, noNullPrototype: true }),
    );
  const all = [
    own,
    ...patterns.flatMap(([pattern, pointer]) =>
      named(source.matching(pattern) ?? fc.constant(pattern), pointer),
    ),
    ...(others === undefined ? [] : named(fc.oneof(fc.string(), fc.constant('__proto__')), others)),
  ];
  return all.length > 1 ? fc.tuple(...all).map(merged) : own;
}

/** One object with the members of all. Assigning `__proto__` would change the prototype. */
function merged(objects: readonly object[]): object {
  return Object.fromEntries(objects.flatMap((one) => Object.entries(one)));
}

function limit<Name extends string>(name: Name, value: unknown) {
  return typeof value === 'number' ? ({ [name]: value } as Record<Name, number>) : undefined;
}
