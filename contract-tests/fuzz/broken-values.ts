import fc from 'fast-check';
import { pointerTo } from '../../contract/json.ts';
import type { Source } from './generator.ts';
import { type Shape, shapeOf } from './shape.ts';
import { edgeCaseStrings, isValid } from './valid-values.ts';

export interface Broken {
  readonly value: unknown;
  /** JSON Pointer and keyword: `/addresses/0 maxLength`. */
  readonly fault: string;
}

/** Values that break one constraint of the schema at a pointer of the contract, each constraint as often. */
export function brokenValues(source: Source, pointer: string): fc.Arbitrary<Broken> {
  // A string that is cut or damaged may still be right, of another kind: the schema has the last word.
  return fc
    .oneof(...breaks(source, pointer, '', shapeOf(source.contract.document, pointer)))
    .filter(({ value }) => !isValid(source, pointer, value));
}

type Breaks = (source: Source, pointer: string, place: string, shape: Shape) => fc.Arbitrary<Broken>[];

const breaks: Breaks = (...spot) => [
  ...breaksOfType(...spot),
  ...breaksOfText(...spot),
  ...breaksOfRange(...spot),
  ...breaksOfArray(...spot),
  ...breaksOfObject(...spot),
];

const breaksOfType: Breaks = (source, pointer, place, { keywords }) => {
  const others = [null, true, 0, 1.5, '', 'unknown', [], {}, ['S.POP.HPM.001'], { hfn: null }];
  const keyword = 'enum' in keywords ? 'enum' : 'const' in keywords ? 'const' : 'type';
  const wrong = others.filter((value) => !isValid(source, pointer, value));
  return wrong.length > 0 ? [fault(`${place} ${keyword}`, fc.constantFrom<unknown>(...wrong))] : [];
};

const breaksOfText: Breaks = (source, pointer, place, { keywords: { pattern, minLength, maxLength } }) => {
  const right = source.valid(pointer).map(String);
  const hasPattern = typeof pattern === 'string';
  return [
    ...(hasPattern ? [fault(`${place} pattern`, damaged(right))] : []),
    // The longest in JSON: a message that repeats it may break a limit that the text itself keeps.
    ...atLimit(hasPattern && maxLength, (most) =>
      fault(`${place} pattern`, fc.constant('\u0001'.repeat(most))),
    ),
    ...atLimit(minLength, (least) => fault(`${place} minLength`, right.map(firstOf(least - 1)))),
    ...atLimit(maxLength, (most) =>
      fault(
        `${place} maxLength`,
        right.map((text) => text.padEnd(most + 1, 'A')),
      ),
    ),
  ];
};

/** A right text with an odd one set in somewhere, or in its place. */
function damaged(right: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom('!', '\n', ...edgeCaseStrings), right, fc.nat({ max: 30 }))
    .map(([odd, text, at]) => text.slice(0, at) + odd + text.slice(at));
}

const breaksOfRange: Breaks = (_source, _pointer, place, { keywords: { minimum, maximum } }) => [
  ...atLimit(minimum, (least) => fault(`${place} minimum`, fc.constant(least - 1))),
  ...atLimit(maximum, (most) => fault(`${place} maximum`, fc.constant(most + 1))),
];

// More are refused for their size in bytes before anyone counts them.
const mostItems = 20_000;

const breaksOfArray: Breaks = (source, pointer, place, { keywords: { minItems, maxItems }, items }) => {
  if (!items) return [];
  const right = source.valid(pointer) as fc.Arbitrary<unknown[]>;
  const inItem = breaks(source, items, `${place}/0`, shapeOf(source.contract.document, items));
  const countable = Number(maxItems) <= mostItems ? maxItems : undefined;
  return [
    ...atLimit(minItems, (least) => fault(`${place} minItems`, right.map(firstOf(least - 1)))),
    ...atLimit(countable, (most) =>
      fault(
        `${place} maxItems`,
        source.valid(items).map((item) => Array(most + 1).fill(item)),
      ),
    ),
    ...inItem.map((item) =>
      fc
        .tuple(item, right)
        .map(([{ value, fault }, others]) => ({ value: [value, ...others.slice(1)], fault })),
    ),
  ];
};

const breaksOfObject: Breaks = (source, pointer, place, { keywords, members, required }) => {
  const right = source.valid(pointer) as fc.Arbitrary<object>;
  const isClosed = keywords.additionalProperties === false || keywords.unevaluatedProperties === false;
  const unknown = fc.constantFrom('unknown', '__proto__', 'constructor', 'toString', '');
  return [
    ...required.map((name) => fault(`${pointerTo(place, name)} required`, right.map(without(name)))),
    ...(isClosed ? [fault(`${place} additionalProperties`, fc.tuple(right, unknown).map(withMember))] : []),
    ...[...members].flatMap(([name, member]) =>
      breaks(source, member, pointerTo(place, name), shapeOf(source.contract.document, member)).map((inner) =>
        fc
          .tuple(inner, right)
          .map(([{ value, fault }, all]) => ({ value: { ...all, [name]: value }, fault })),
      ),
    ),
  ];
};

function fault(fault: string, values: fc.Arbitrary<unknown>): fc.Arbitrary<Broken> {
  return values.map((value) => ({ value, fault: fault.trim() }));
}

function atLimit(limit: unknown, broken: (limit: number) => fc.Arbitrary<Broken>): fc.Arbitrary<Broken>[] {
  return typeof limit === 'number' ? [broken(limit)] : [];
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
