/** A value of the document that knows its address, so that a complaint can name it. */
import { isObject, type JsonObject, lookup, pointerTo, referenced } from './json.ts';

export interface Place {
  readonly document: JsonObject;
  readonly pointer: string;
  readonly value: unknown;
}

/** The member called `name`, behind its reference if it is one; undefined where there is none. */
export function member(place: Place, name: string | number): Place | undefined {
  const pointer = pointerTo(place.pointer, name);
  const value = lookup(place.value, pointerTo('', name));
  return value === undefined ? undefined : follow({ document: place.document, pointer, value });
}

export function members(place: Place | undefined): [name: string, place: Place][] {
  if (typeof place?.value !== 'object' || place.value === null) return [];
  return Object.keys(place.value).flatMap((name) => {
    const found = member(place, name);
    return found ? [[name, found]] : [];
  });
}

export function required(place: Place, name: string): Place {
  const found = member(place, name);
  if (!found) throw new Error(`${place.pointer} has no ${name}`);
  return found;
}

export function text(place: Place, name: string): string {
  const { pointer, value } = required(place, name);
  if (typeof value !== 'string') throw new Error(`${pointer} is not a string`);
  return value;
}

// A reference with siblings stays where it is: in OpenAPI 3.1 they add to a schema, they do not decorate it.
function follow(place: Place): Place {
  if (!isObject(place.value) || typeof place.value.$ref !== 'string') return place;
  if (Object.keys(place.value).length > 1) return place;
  const pointer = referenced(place.value.$ref);
  const value = lookup(place.document, pointer);
  if (value === undefined) throw new Error(`${place.pointer} refers to ${pointer}, which does not exist`);
  return follow({ document: place.document, pointer, value });
}
