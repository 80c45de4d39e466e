import fc from 'fast-check';
import { pointerTo } from '../../contract/json.ts';
import type { Source } from './model.ts';
import { type Shape, shapeOf } from './shape.ts';
import { edgeCaseStrings, isValid } from './valid-values.ts';

export interface InvalidValue {
  readonly value: unknown;
  /** JSON Pointer and keyword: `/addresses/0 maxLength`. */
  readonly fault: string;
}

/** Values that break one constraint of the schema at a pointer; every constraint is equally likely. */
export function invalidValues(source: Source, pointer: string): fc.Arbitrary<InvalidValue> {
  // A changed value may match an alternative of the schema, so the whole schema is checked.
  return fc
    .oneof(...breaks(source, pointer, '', shapeOf(source.contract.document, pointer)))
    .filter(({ value }) => !isValid(source, pointer, value));
}

/** @param place the JSON Pointer of the value in the whole body. */
type Breaks = (source: Source, pointer: string, place: string, shape: Shape) => fc.Arbitrary<InvalidValue>[];

const breaks: Breaks = (...location) => [
  ...breaksOfType(...location),
  ...breaksOfText(...location),
  ...breaksOfRange(...location),
  ...breaksOfArray(...location),
  ...breaksOfObject(...location),
];

const breaksOfType: Breaks = (source, pointer, place, { keywords }) => {
  const others = [null, true, 0, 1.5, '', 'unknown', [], {}, ['unknown'], { unknown: null }];
  const keyword = 'enum' in keywords ? 'enum' : 'const' in keywords ? 'const' : 'type';
  const wrong = others.filter((value) => !isValid(source, pointer, value));
  return wrong.length > 0 ? [broken(`${place} ${keyword}`, fc.constantFrom<unknown>(...wrong))] : [];
};

const breaksOfText: Breaks = (source, pointer, place, { keywords: { pattern, minLength, maxLength } }) => {
  const valid = source.valid(pointer).map(String);
  const hasPattern = typeof pattern === 'string';
  return [
    ...(hasPattern ? [broken(`${place} pattern`, damaged(valid))] : []),
    // Control characters are six times as long in JSON: a message that repeats them may exceed a limit.
    ...atLimit(hasPattern && maxLength, (most) =>
      broken(`${place} pattern`, fc.constant('\u0001'.repeat(most))),
    ),
    ...atLimit(minLength, (least) => broken(`${place} minLength`, valid.map(firstOf(least - 1)))),
    ...atLimit(maxLength, (most) =>
      broken(
        `${place} maxLength`,
        valid.map((text) => text.padEnd(most + 1, 'A')),
      ),
    ),
  ];
};

/** A valid text with an edge-case string inserted. */
function damaged(valid: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom('!', '\n', ...edgeCaseStrings), valid, fc.nat({ max: 30 }))
    .map(([inserted, text, at]) => text.slice(0, at) + inserted + text.slice(at));
}

const breaksOfRange: Breaks = (_source, _pointer, place, { keywords: { minimum, maximum } }) => [
  ...atLimit(minimum, (least) => broken(`${place} minimum`, fc.constant(least - 1))),
  ...atLimit(maximum, (most) => broken(`${place} maximum`, fc.constant(most + 1))),
];

// A longer array is refused for its size in bytes before its items are counted.
const mostItems = 20_000;

const breaksOfArray: Breaks = (source, pointer, place, { keywords: { minItems, maxItems }, items }) => {
  if (!items) return [];
  const valid = source.valid(pointer) as fc.Arbitrary<unknown[]>;
  const inItem = breaks(source, items, `${place}/0`, shapeOf(source.contract.document, items));
  const countable = Number(maxItems) <= mostItems ? maxItems : undefined;
  return [
    ...atLimit(minItems, (least) => broken(`${place} minItems`, valid.map(firstOf(least - 1)))),
    ...atLimit(countable, (most) =>
      broken(
        `${place} maxItems`,
        source.valid(items).map((item) => Array(most + 1).fill(item)),
      ),
    ),
    ...inItem.map((item) =>
      fc
        .tuple(item, valid)
        .map(([{ value, fault }, others]) => ({ value: [value, ...others.slice(1)], fault })),
    ),
  ];
};

const breaksOfObject: Breaks = (source, pointer, place, { keywords, members, required }) => {
  const valid = source.valid(pointer) as fc.Arbitrary<object>;
  const isClosed = keywords.additionalProperties === false || keywords.unevaluatedProperties === false;
  const unknown = fc.constantFrom('unknown', '__proto__', 'constructor', 'toString', '');
  return [
    ...required.map((name) => broken(`${pointerTo(place, name)} required`, valid.map(without(name)))),
    ...(isClosed ? [broken(`${place} additionalProperties`, fc.tuple(valid, unknown).map(withMember))] : []),
    ...[...members].flatMap(([name, member]) =>
      breaks(source, member, pointerTo(place, name), shapeOf(source.contract.document, member)).map((inner) =>
        fc
          .tuple(inner, valid)
          .map(([{ value, fault }, all]) => ({ value: { ...all, [name]: value }, fault })),
      ),
    ),
  ];
};

function broken(fault: string, values: fc.Arbitrary<unknown>): fc.Arbitrary<InvalidValue> {
  return values.map((value) => ({ value, fault: fault.trim() }));
}

function atLimit(
  limit: unknown,
  beyond: (limit: number) => fc.Arbitrary<InvalidValue>,
): fc.Arbitrary<InvalidValue>[] {
  return typeof limit === 'number' ? [beyond(limit)] : [];
}

function firstOf(count: number) {
  return <List extends string | unknown[]>(list: List) => list.slice(0, Math.max(0, count));
}

function without(name: string) {
  return (all: object) => Object.fromEntries(Object.entries(all).filter(([other]) => other !== name));
}

function withMember([all, name]: [all: object, name: string]): object {
  return { ...all, [name]: 1 };
}
