import { isObject, type JsonObject, pointerTo } from '../../../contract/json.ts';
import { type JsonLocation, jsonLocations } from '../json-locations.ts';
import type { Mutators } from '../mutant.ts';
import { jsonOf, withJson } from '../wire-response.ts';

export type Mutator = Mutators[string];
export type Change = (value: unknown) => unknown;

/** A mutator that changes values of a JSON body. @param changesOf the changes of one value, by name */
export function atLocations(
  changesOf: (location: JsonLocation) => Readonly<Record<string, Change>>,
): Mutator {
  return ({ contract, operation, response }) => {
    const body = jsonOf(response);
    const mediaType = response.headers['content-type']?.split(';', 1)[0] ?? '';
    const media = operation.responses.get(response.status)?.content.get(mediaType);
    if (body === undefined || !media) return [];
    return jsonLocations(contract, media.schemaPointer, body).flatMap((location) =>
      Object.entries(changesOf(location)).map(([what, change]) => ({
        where: [location.path.reduce(pointerTo, ''), what].filter(Boolean).join(' '),
        apply: (live) => withJson(live, location.path, change),
      })),
    );
  };
}

/** A mutator that replaces values. @param other the new value, undefined to leave the value alone */
export function replacing(other: (location: JsonLocation) => unknown): Mutator {
  return atLocations((location) => {
    const value = other(location);
    return value === undefined ? {} : { '': () => value };
  });
}

/** A mutator that changes arrays of at least `least` items. */
export function reordering(
  least: number,
  change: (items: readonly unknown[]) => readonly unknown[],
): Mutator {
  return atLocations(({ value }) =>
    Array.isArray(value) && value.length >= least ? { '': (live) => change(live as unknown[]) } : {},
  );
}

/** A mutator that drops one property of an object at a time. */
export function dropping(names: (location: JsonLocation) => readonly string[]): Mutator {
  return atLocations((location) => {
    const { value } = location;
    if (!isObject(value)) return {};
    const present = names(location).filter((name) => Object.hasOwn(value, name));
    return Object.fromEntries(present.map((name) => [name, without(name)]));
  });
}

/** A mutator that exchanges the values of two properties. @param pairsOf the names of properties to exchange */
export function exchanging(
  pairsOf: (value: JsonObject) => readonly (readonly [one: string, other: string])[],
): Mutator {
  return atLocations(({ value }) => {
    if (!isObject(value)) return {};
    const changes = pairsOf(value).map(([one, other]): [string, Change] => [
      `${one} ${other}`,
      (live) => ({ ...(live as object), [one]: value[other], [other]: value[one] }),
    ]);
    return Object.fromEntries(changes);
  });
}

function without(name: string): Change {
  return (value) => {
    const { [name]: _, ...others } = value as Record<string, unknown>;
    return others;
  };
}
