import fc from 'fast-check';
import type { Source } from './model.ts';
import { type Shape, shapeOf } from './shape.ts';

/** Strings that often break programs: names of members that every object has, and unusual characters. */
export const edgeCaseStrings = [
  '',
  ' ',
  '\0',
  '\ud800',
  '\u202e',
  'ſ',
  '１',
  '__proto__',
  'constructor',
  '%00',
  '../..',
  // Six times as long in JSON.
  '\u0001'.repeat(320),
];

export function isValid({ contract }: Source, pointer: string, value: unknown): boolean {
  return contract.validate(pointer, value).length === 0;
}

/** Values that the schema at a pointer of the contract allows. */
export function validValues(source: Source, pointer: string): fc.Arbitrary<unknown> {
  // Each keyword is generated alone. Together, such as a pattern and a length, they may allow less.
  return unfiltered(source, pointer, shapeOf(source.contract.document, pointer)).filter((value) =>
    isValid(source, pointer, value),
  );
}

function unfiltered(source: Source, pointer: string, shape: Shape): fc.Arbitrary<unknown> {
  const { keywords, alternatives } = shape;
  if ('const' in keywords) return fc.constant(keywords.const);
  if (Array.isArray(keywords.enum)) return fc.constantFrom(...keywords.enum);
  if (alternatives.length > 0) return fc.oneof(...alternatives.map((one) => source.valid(one)));
  const types = [keywords.type].flat();
  return fc.oneof(...types.map((type) => ofType(source, pointer, shape, type)));
}

function ofType(source: Source, pointer: string, shape: Shape, type: unknown): fc.Arbitrary<unknown> {
  const { minimum, maximum } = shape.keywords;
  const range = { ...limit('min', minimum), ...limit('max', maximum) };
  switch (type) {
    case 'string':
      return strings(source, pointer, shape);
    case 'integer':
      return fc.integer(range);
    case 'number':
      return fc.double({ ...range, noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return arrays(source, shape);
    case 'object':
      return objects(source, shape);
    default:
      throw new Error(`cannot generate the type ${type} of the schema at ${pointer}`);
  }
}

function strings(source: Source, pointer: string, { keywords }: Shape): fc.Arbitrary<string> {
  const { pattern, format, maxLength } = keywords;
  const longest = typeof maxLength === 'number' ? ['A'.repeat(maxLength)] : [];
  const edgeCases = [...edgeCaseStrings, ...longest].filter((text) => isValid(source, pointer, text));
  const constants = [...source.known(pointer), ...edgeCases];
  const random = randomStrings(pattern, format);
  if (constants.length === 0) return random;
  return fc.oneof(random, { weight: 3, arbitrary: fc.constantFrom(...constants) });
}

function randomStrings(pattern: unknown, format: unknown): fc.Arbitrary<string> {
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  if (format !== undefined)
    throw new Error(`cannot generate a string of the format ${format}; add it to randomStrings`);
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern, 'u'));
  return fc.oneof(fc.string(), fc.string({ unit: 'binary' }));
}

// Arrays of objects are trees: a few objects at each level find as much as the maximum.
const mostObjects = 3;

function arrays(source: Source, { keywords, items }: Shape): fc.Arbitrary<unknown[]> {
  if (!items) throw new Error('cannot generate an array whose schema has no items');
  const { minItems } = keywords;
  const isOfObjects = shapeOf(source.contract.document, items).members.size > 0;
  const maxItems = isOfObjects ? mostObjects : keywords.maxItems;
  const range = { ...limit('minLength', minItems), ...limit('maxLength', maxItems) };
  return fc.array(source.valid(items), range);
}

function objects(source: Source, { members, required }: Shape): fc.Arbitrary<object> {
  // A server refuses a request with a member that only responses have.
  const isReadOnly = (pointer: string) =>
    shapeOf(source.contract.document, pointer).keywords.readOnly === true;
  const values = [...members]
    .filter(([name, pointer]) => required.includes(name) || !isReadOnly(pointer))
    .map(([name, pointer]) => [name, source.valid(pointer)] as const);
  return fc.record(Object.fromEntries(values), { requiredKeys: [...required], noNullPrototype: true });
}

function limit<Name extends string>(name: Name, value: unknown) {
  return typeof value === 'number' ? ({ [name]: value } as Record<Name, number>) : undefined;
}
