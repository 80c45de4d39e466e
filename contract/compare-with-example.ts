import type { Failure } from './check-response.ts';
import { isContainer, type JsonObject, pointerTo, preview } from './json.ts';
import type { Contract } from './model.ts';
import type { Scenario } from './scenarios.ts';
import { applicableSchemas, type LocatedSchema, schemasWithin } from './schema-walk.ts';

/**
 * Where a body differs from the example of its scenario, by JSON Pointer. The value of an `x-volatile` member may
 * differ. The member itself has to be there, unless it is optional.
 */
export function compareWithExample(
  { document, asClient, version }: Contract,
  scenario: Pick<Scenario, 'operation' | 'status' | 'response'>,
  body: unknown,
): Failure[] {
  const { operation, status, response } = scenario;
  const media = operation.responses.get(status)?.content.get(response.mediaType);
  // checkResponse refuses a body where there should be none.
  if (!media) return [];
  const schemas = applicableSchemas(document, media.schemaPointer);
  const location = { document, schemas, pointer: '', authority: 'the example' };
  return asClient
    ? differences({ ...location, ignoresAdded: true, ownVersion: version }, response.body, body)
    : differences({ ...location, ignoresAdded: false }, response.body, body);
}

/**
 * Where two values differ. No schema applies, so every value has to be equal.
 * @param ignoresAdded whether an object may have members that the expected one lacks
 */
export function compareWith(
  authority: string,
  expected: unknown,
  actual: unknown,
  ignoresAdded = false,
): Failure[] {
  return differences({ document: {}, schemas: [], pointer: '', authority, ignoresAdded }, expected, actual);
}

interface JsonLocation {
  readonly document: JsonObject;
  /** All schemas that describe this value. */
  readonly schemas: readonly LocatedSchema[];
  readonly pointer: string;
  /** Where the expected value comes from: `the example`, `the tree`. */
  readonly authority: string;
  /** Whether a member that no schema here describes may be added. */
  readonly ignoresAdded: boolean;
  /** The version of the contract. A newer service names its own where this one is expected. */
  readonly ownVersion?: string;
}

function differences(location: JsonLocation, expected: unknown, actual: unknown): Failure[] {
  if (isVolatile(location) || isOwnVersion(location, expected)) return [];
  if (!isContainer(expected) || !isContainer(actual) || Array.isArray(expected) !== Array.isArray(actual)) {
    return expected === actual ? [] : [difference(location, expected, actual)];
  }
  const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...names].flatMap((name) => {
    const inner = step(location, name);
    if (Object.hasOwn(expected, name) && Object.hasOwn(actual, name)) {
      return differences(inner, expected[name], actual[name]);
    }
    if (location.ignoresAdded && isAdded(inner, expected, name)) return [];
    const isRequired = location.schemas.some(({ schema }) => [schema.required].flat().includes(name));
    if (!isRequired && isVolatile(inner)) return [];
    return [difference(inner, expected[name], actual[name])];
  });
}

function isAdded({ schemas }: JsonLocation, expected: JsonObject, name: string): boolean {
  return !Array.isArray(expected) && !Object.hasOwn(expected, name) && schemas.length === 0;
}

function isOwnVersion({ schemas, ownVersion }: JsonLocation, expected: unknown): boolean {
  return expected === ownVersion && schemas.some(({ schema }) => schema['x-contract-version'] === true);
}

function isVolatile({ schemas }: JsonLocation): boolean {
  return schemas.some(({ schema }) => schema['x-volatile'] === true);
}

function difference({ pointer, authority }: JsonLocation, expected: unknown, actual: unknown): Failure {
  return {
    where: `body ${pointer}`.trimEnd(),
    detail: `${authority} has ${preview(expected)}, the response ${preview(actual)}`,
  };
}

function step(location: JsonLocation, name: string): JsonLocation {
  const { document, schemas, pointer } = location;
  return { ...location, schemas: schemasWithin(document, schemas, name), pointer: pointerTo(pointer, name) };
}
