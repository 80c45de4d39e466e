import fc from 'fast-check';
import { isObject, lookup, pointerTo } from '../../contract/json.ts';
import type { Source } from './model.ts';
import { attempt, isValid, passing } from './passing.ts';
import { recursiveComponent, type Shape, shapeOf } from './shape.ts';
import { edgeCaseStrings } from './valid-strings.ts';

/** The values that break one constraint of a schema. */
export interface InvalidValues {
  /** JSON Pointer and keyword: `/addresses/0 maxLength`. */
  readonly fault: string;
  readonly values: fc.Arbitrary<unknown>;
}

/** For each constraint of the schema at a pointer: values that it does not allow. */
export function invalidValues(source: Source, pointer: string): InvalidValues[] {
  // A changed value may match another alternative of the schema, so the whole schema is checked.
  return breaksAt({ source, pointer, path: '', within: [] }).flatMap(({ fault, values }) =>
    passing(values, (value) => !isValid(source, pointer, value)).map((values) => ({ fault, values })),
  );
}

/** A value within the body. */
interface Place {
  readonly source: Source;
  readonly pointer: string;
  /** Its JSON Pointer in the whole body. */
  readonly path: string;
  /** The recursive components around it. They are broken once. */
  readonly within: readonly string[];
}

type Breaks = (place: Place, shape: Shape) => InvalidValues[];

function breaksAt(place: Place): InvalidValues[] {
  const { document } = place.source.contract;
  if (!isObject(lookup(document, place.pointer))) return [];
  const component = recursiveComponent(document, place.pointer);
  if (component !== undefined && place.within.includes(component)) return [];
  const inner = component === undefined ? place : { ...place, within: [...place.within, component] };
  const shape = shapeOf(document, place.pointer);
  const kinds = [breaksOfType, breaksOfText, breaksOfRange, breaksOfArray, breaksOfObject];
  return [
    ...kinds.flatMap((breaks) => breaks(inner, shape)),
    ...shape.choices.flat().flatMap((pointer) => breaksAt({ ...inner, pointer })),
  ];
}

const breaksOfType: Breaks = (place, { keywords }) => {
  const { source, pointer } = place;
  const others = [null, true, 0, 1.5, '', 'unknown', [], {}, ['unknown', 'unknown'], { unknown: null }];
  const keyword = ['enum', 'const', 'not'].find((name) => name in keywords) ?? 'type';
  const wrong = others.filter((value) => !isValid(source, pointer, value));
  return wrong.length > 0 ? broken(place, keyword, () => fc.constantFrom<unknown>(...wrong)) : [];
};

const breaksOfText: Breaks = (place, { keywords: { pattern, format, minLength, maxLength } }) => {
  const text = typeof pattern === 'string' ? 'pattern' : typeof format === 'string' ? 'format' : undefined;
  const valid = () => place.source.valid(place.pointer).map(String);
  return [
    ...(text === undefined ? [] : broken(place, text, () => damaged(valid()))),
    // Control characters are six times as long in JSON: a message that repeats them may exceed a limit.
    ...atLimit(text === 'pattern' && maxLength, (most) =>
      broken(place, text ?? '', () => fc.constant('\u0001'.repeat(most))),
    ),
    ...atLimit(minLength, (least) => broken(place, 'minLength', () => valid().map(firstOf(least - 1)))),
    ...atLimit(maxLength, (most) =>
      broken(place, 'maxLength', () => valid().map((valid) => valid.padEnd(most + 1, 'A'))),
    ),
  ];
};

/** A valid text with an edge-case string inserted. */
function damaged(valid: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom('!', '\n', ...edgeCaseStrings), valid, fc.nat({ max: 30 }))
    .map(([inserted, text, at]) => text.slice(0, at) + inserted + text.slice(at));
}

const breaksOfRange: Breaks = (place, { keywords }) => {
  const limits = { minimum: -1, exclusiveMinimum: 0, maximum: 1, exclusiveMaximum: 0, multipleOf: 0.5 };
  return Object.entries(limits).flatMap(([keyword, beyond]) =>
    atLimit(keywords[keyword], (limit) => broken(place, keyword, () => fc.constant(limit + beyond))),
  );
};

// A longer array is refused for its size in bytes before its items are counted.
const mostItems = 20_000;

const breaksOfArray: Breaks = (place, { keywords: { minItems, maxItems, uniqueItems }, prefix, items }) => {
  const { source, pointer, path } = place;
  const valid = () => source.valid(pointer) as fc.Arbitrary<unknown[]>;
  const itemAt = (index: number, pointer: string) =>
    breaksAt({ ...place, pointer, path: `${path}/${index}` }).flatMap(({ fault, values }) =>
      attempt(() => ({
        fault,
        values: fc.tuple(values, valid()).map(([value, list]) => list.toSpliced(index, 1, value)),
      })),
    );
  const longer = (length: number) =>
    valid().map((list) => [...list, ...Array(length).fill(list.at(-1) ?? 'x')]);
  return [
    ...atLimit(minItems, (least) => broken(place, 'minItems', () => valid().map(firstOf(least - 1)))),
    ...atLimit(Number(maxItems) <= mostItems && maxItems, (most) =>
      broken(place, 'maxItems', () => longer(most + 1)),
    ),
    ...(uniqueItems === true ? broken(place, 'uniqueItems', () => longer(1)) : []),
    ...(prefix.length > 0 ? broken(place, 'items', () => longer(1)) : []),
    ...prefix.flatMap((pointer, index) => itemAt(index, pointer)),
    ...(items === undefined ? [] : itemAt(prefix.length, items)),
  ];
};

const breaksOfObject: Breaks = (place, { isClosed, members, required, patterns, others, keywords }) => {
  const { source, pointer, path } = place;
  const valid = () => source.valid(pointer) as fc.Arbitrary<object>;
  const unknown = fc.constantFrom('unknown', '__proto__', 'constructor', 'toString', '');
  const memberAt = (names: fc.Arbitrary<string>, shown: string, pointer: string) =>
    breaksAt({ ...place, pointer, path: pointerTo(path, shown) }).flatMap(({ fault, values }) =>
      attempt(() => ({ fault, values: fc.tuple(valid(), names, values).map(withMember) })),
    );
  return [
    ...[...new Set(required)].flatMap((name) =>
      broken({ ...place, path: pointerTo(path, name) }, 'required', () => valid().map(withoutMember(name))),
    ),
    ...(isClosed || keywords.propertyNames
      ? broken(place, 'additionalProperties', () =>
          fc.tuple(valid(), unknown, fc.constant(1)).map(withMember),
        )
      : []),
    ...[...members].flatMap(([name, member]) => memberAt(fc.constant(name), name, member)),
    ...patterns.flatMap(([pattern, member]) =>
      memberAt(source.matching(pattern) ?? fc.constant(pattern), pattern, member),
    ),
    ...(others === undefined ? [] : memberAt(fc.constant('unknown'), 'unknown', others)),
  ];
};

/** Values with one fault; nothing where no valid value can be made to begin with. */
function broken({ path }: Place, keyword: string, make: () => fc.Arbitrary<unknown>): InvalidValues[] {
  return attempt(make).map((values) => ({ fault: `${path} ${keyword}`.trim(), values }));
}

function atLimit(limit: unknown, beyond: (limit: number) => InvalidValues[]): InvalidValues[] {
  return typeof limit === 'number' ? beyond(limit) : [];
}

function firstOf(count: number) {
  return <List extends string | unknown[]>(list: List) => list.slice(0, Math.max(0, count));
}

function withoutMember(name: string) {
  return (all: object) => Object.fromEntries(Object.entries(all).filter(([other]) => other !== name));
}

/** Assigning `__proto__` would change the prototype. */
function withMember([all, name, value]: [all: object, name: string, value: unknown]): object {
  return Object.fromEntries([...Object.entries(all), [name, value]]);
}
