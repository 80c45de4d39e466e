import { brief } from './brief.ts';
import type { Failure } from './check-response.ts';
import type { Contract } from './contract.ts';
import { isObject, type JsonObject, lookup, pointerTo, referenced } from './json.ts';
import type { Scenario } from './scenarios.ts';

/**
 * Where a body differs from the example of its scenario, by JSON Pointer. The value of a member that the
 * contract calls `x-volatile` may differ; that the member is there may not.
 */
export function compareWithExample({ document }: Contract, scenario: Scenario, body: unknown): Failure[] {
  const { operation, status, response } = scenario;
  const media = operation.responses.get(status)?.content.get(response.mediaType);
  const schemas = media ? applicable(document, lookup(document, media.schemaPointer)) : [];
  return differences({ document, schemas, pointer: '' }, response.body, body);
}

interface Spot {
  readonly document: JsonObject;
  /** All the schemas that speak about the value here. */
  readonly schemas: readonly JsonObject[];
  readonly pointer: string;
}

function differences(spot: Spot, expected: unknown, actual: unknown): Failure[] {
  if (spot.schemas.some((schema) => schema['x-volatile'] === true)) return [];
  if (!isContainer(expected) || !isContainer(actual) || Array.isArray(expected) !== Array.isArray(actual)) {
    return expected === actual ? [] : [difference(spot, expected, actual)];
  }
  const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...names].flatMap((name) => {
    const inner = step(spot, name);
    if (Object.hasOwn(expected, name) && Object.hasOwn(actual, name)) {
      return differences(inner, expected[name], actual[name]);
    }
    return [difference(inner, expected[name], actual[name])];
  });
}

function difference({ pointer }: Spot, expected: unknown, actual: unknown): Failure {
  return {
    where: `body ${pointer}`.trimEnd(),
    detail: `the example has ${brief(expected)}, the answer ${brief(actual)}`,
  };
}

function isContainer(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

function step({ document, schemas, pointer }: Spot, name: string): Spot {
  const inner = schemas.flatMap(({ properties, items, additionalProperties }) => {
    if (isObject(properties) && Object.hasOwn(properties, name)) return [properties[name]];
    return [items, additionalProperties];
  });
  return {
    document,
    schemas: inner.flatMap((schema) => applicable(document, schema)),
    pointer: pointerTo(pointer, name),
  };
}

/** A schema and all that it is composed of. */
function applicable(document: JsonObject, schema: unknown): JsonObject[] {
  if (!isObject(schema)) return [];
  const { $ref, allOf = [], oneOf = [], anyOf = [] } = schema;
  const parts = [allOf, oneOf, anyOf].flat();
  if (typeof $ref === 'string') parts.push(lookup(document, referenced($ref)));
  return [schema, ...parts.flatMap((part) => applicable(document, part))];
}
