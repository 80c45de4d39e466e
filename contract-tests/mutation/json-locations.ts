import type { JsonObject } from '../../contract/json.ts';
import type { Contract } from '../../contract/model.ts';
import { applicableSchemas, type LocatedSchema, schemasWithin } from '../../contract/schema-walk.ts';

/** A value of a body with all schemas that describe it. */
export interface JsonLocation {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly schemas: readonly LocatedSchema[];
}

/**
 * The values of a body, outermost first. Of the items of an array, only the values of the last are included: a check
 * of the first item only would miss a mutation of `/layers/9/code`.
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

/** The value of a keyword in the first schema that has it. */
export function keyword(location: JsonLocation, name: string): unknown {
  return location.schemas.find(({ schema }) => schema[name] !== undefined)?.schema[name];
}

export function isVolatile({ schemas }: JsonLocation): boolean {
  return schemas.some(({ schema }) => schema['x-volatile'] === true);
}
