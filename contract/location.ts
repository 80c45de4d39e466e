/** A value of the document with its JSON Pointer, so that an error can name the place. */
import { isObject, type JsonObject, lookup, pointerTo, referenced } from './json.ts';

export interface DocumentLocation {
  readonly document: JsonObject;
  readonly pointer: string;
  readonly value: unknown;
}

/** The member called `name`, with its reference resolved; undefined when there is none. */
export function member(location: DocumentLocation, name: string | number): DocumentLocation | undefined {
  const pointer = pointerTo(location.pointer, name);
  const value = lookup(location.value, pointerTo('', name));
  return value === undefined ? undefined : follow({ document: location.document, pointer, value });
}

export function members(
  location: DocumentLocation | undefined,
): [name: string, location: DocumentLocation][] {
  if (typeof location?.value !== 'object' || location.value === null) return [];
  return Object.keys(location.value).flatMap((name) => {
    const found = member(location, name);
    return found ? [[name, found]] : [];
  });
}

export function required(location: DocumentLocation, name: string): DocumentLocation {
  const found = member(location, name);
  if (!found) throw new Error(`${location.pointer} has no ${name}`);
  return found;
}

export function text(location: DocumentLocation, name: string): string {
  const { pointer, value } = required(location, name);
  if (typeof value !== 'string') throw new Error(`${pointer} is not a string`);
  return value;
}

export function flag(location: DocumentLocation, name: string): boolean {
  return member(location, name)?.value === true;
}

// In OpenAPI 3.1 the siblings of a reference are part of a schema, so such a reference is not resolved. summary and
// description describe it only.
const describing = ['$ref', 'summary', 'description'];

function follow(location: DocumentLocation): DocumentLocation {
  if (!isObject(location.value) || typeof location.value.$ref !== 'string') return location;
  if (!Object.keys(location.value).every((name) => describing.includes(name))) return location;
  const pointer = referenced(location.value.$ref);
  const value = lookup(location.document, pointer);
  if (value === undefined) throw new Error(`${location.pointer} refers to ${pointer}, which does not exist`);
  return follow({ document: location.document, pointer, value });
}
