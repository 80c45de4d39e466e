/** A value of the document that knows its address, so that a complaint can name it. */
import { isObject, type JsonObject, lookup, pointerTo, referenced } from './json.ts';

export interface DocumentLocation {
  readonly document: JsonObject;
  readonly pointer: string;
  readonly value: unknown;
}

/** The member called `name`, behind its reference if it is one; undefined where there is none. */
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

// A reference with siblings stays where it is: in OpenAPI 3.1 they add to a schema, they do not decorate it.
function follow(location: DocumentLocation): DocumentLocation {
  if (!isObject(location.value) || typeof location.value.$ref !== 'string') return location;
  if (Object.keys(location.value).length > 1) return location;
  const pointer = referenced(location.value.$ref);
  const value = lookup(location.document, pointer);
  if (value === undefined) throw new Error(`${location.pointer} refers to ${pointer}, which does not exist`);
  return follow({ document: location.document, pointer, value });
}
