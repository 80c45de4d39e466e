import fc from 'fast-check';
import type { Source } from './generator.ts';
import { type Shape, shapeOf } from './shape.ts';

/** Strings that programs stumble over: names of members that every object has, and odd characters. */
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
  // In JSON six times as long.
  '\u0001'.repeat(320),
];

export function isValid({ contract }: Source, pointer: string, value: unknown): boolean {
  return contract.validate(pointer, value).length === 0;
}

/** Values that keep the schema at a pointer of the contract. */
export function validValues(source: Source, pointer: string): fc.Arbitrary<unknown> {
  // What the keywords say apart may not hold together, such as a pattern and a length: the schema has the last word.
  return unsifted(source, pointer, shapeOf(source.contract.document, pointer)).filter((value) =>
    isValid(source, pointer, value),
  );
}

function unsifted(source: Source, pointer: string, shape: Shape): fc.Arbitrary<unknown> {
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
      throw new Error(`no value is known for the type ${type} of the schema at ${pointer}`);
  }
}

function strings(source: Source, pointer: string, { keywords }: Shape): fc.Arbitrary<string> {
  const { pattern, format, maxLength } = keywords;
  const longest = typeof maxLength === 'number' ? ['A'.repeat(maxLength)] : [];
  const odd = [...edgeCaseStrings, ...longest].filter((text) => isValid(source, pointer, text));
  const taken = [...source.known(pointer), ...odd];
  const fresh = freshStrings(pattern, format);
  return taken.length > 0 ? fc.oneof(fresh, { weight: 3, arbitrary: fc.constantFrom(...taken) }) : fresh;
}

function freshStrings(pattern: unknown, format: unknown): fc.Arbitrary<string> {
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  if (format !== undefined) throw new Error(`no string is known for the format ${format}`);
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern, 'u'));
  return fc.oneof(fc.string(), fc.string({ unit: 'binary' }));
}

// Objects in lists are trees: a few at each level show as much as all that there may be.
const mostObjects = 3;

function arrays(source: Source, { keywords, items }: Shape): fc.Arbitrary<unknown[]> {
  if (!items) throw new Error('an array whose items are anything is no array of a contract');
  const { minItems } = keywords;
  const isOfObjects = shapeOf(source.contract.document, items).members.size > 0;
  const maxItems = isOfObjects ? mostObjects : keywords.maxItems;
  const range = { ...limit('minLength', minItems), ...limit('maxLength', maxItems) };
  return fc.array(source.valid(items), range);
}

function objects(source: Source, { members, required }: Shape): fc.Arbitrary<object> {
  const values = [...members].map(([name, pointer]) => [name, source.valid(pointer)] as const);
  return fc.record(Object.fromEntries(values), { requiredKeys: [...required], noNullPrototype: true });
}

function limit<Name extends string>(name: Name, value: unknown) {
  return typeof value === 'number' ? ({ [name]: value } as Record<Name, number>) : undefined;
}
