import type { JsonObject } from '../../contract/json.ts';
import type { Contract } from '../../contract/model.ts';
import { applicableSchemas, type LocatedSchema, schemasWithin } from '../../contract/schema-walk.ts';

/** A value of a body, and all the schemas that speak about it. */
export interface JsonLocation {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly schemas: readonly LocatedSchema[];
}

/**
 * The values of a body, outermost first. Of values that differ in array positions alone only the last is here:
 * `/layers/9/code` stands for all the codes of layers, and a check that looks at the first item misses it.
 */
export function jsonLocations({ document }: Contract, schemaPointer: string, body: unknown): JsonLocation[] {
  const schemas = applicableSchemas(document, schemaPointer);
  const locations = new Map<string, JsonLocation>();
  collect(document, { path: [], value: body, schemas }, '', locations);
  return [...locations.values()];
}

function collect(
  document: JsonObject,
  location: JsonLocation,
  kind: string,
  locations: Map<string, JsonLocation>,
): void {
  locations.set(kind, location);
  const { path, value, schemas } = location;
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    const innerKind = `${kind}/${Array.isArray(value) ? '*' : name}`;
    const inner = {
      path: [...path, name],
      value: member,
      schemas: schemasWithin(document, schemas, name),
    };
    collect(document, inner, innerKind, locations);
  }
}

/** What the first schema that has the keyword says. */
export function keyword(location: JsonLocation, name: string): unknown {
  return location.schemas.find(({ schema }) => schema[name] !== undefined)?.schema[name];
}

export function isVolatile({ schemas }: JsonLocation): boolean {
  return schemas.some(({ schema }) => schema['x-volatile'] === true);
}
