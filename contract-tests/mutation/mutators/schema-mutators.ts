/** Bodies that the schema of the response forbids. */
import { isObject } from '../../../contract/json.ts';
import { type JsonLocation, keyword } from '../json-locations.ts';
import type { Mutators } from '../mutant.ts';
import { atLocations, dropping, replacing } from './at-locations.ts';

/** Larger arrays would make responses of many megabytes. */
const MOST_ITEMS = 1_000;

export const schemaMutators: Mutators = {
  'required property dropped': dropping(requiredNames),
  'unknown property added': atLocations(({ value }) =>
    isObject(value) ? { '': (live) => ({ ...(live as object), undeclared: 1 }) } : {},
  ),
  'wrong type': replacing(({ value }) => otherType(value)),
  null: replacing((location) => ([keyword(location, 'type')].flat().includes('null') ? undefined : null)),
  'value outside its enum': replacing((location) => {
    const allowed = keyword(location, 'enum') ?? keyword(location, 'const');
    if (typeof location.value === 'boolean') return allowed === undefined ? undefined : !location.value;
    if (typeof location.value === 'number') return allowed === undefined ? undefined : location.value + 1;
    return allowed === undefined ? undefined : `${location.value}-unknown`;
  }),
  'pattern broken': replacing((location) => {
    const pattern = keyword(location, 'pattern');
    if (typeof pattern !== 'string') return undefined;
    const candidates = [`${location.value} `, `${location.value}?`, '\t'];
    return candidates.find((candidate) => !new RegExp(pattern, 'u').test(candidate));
  }),
  'format broken': replacing((location) =>
    keyword(location, 'format') === undefined ? undefined : `${String(location.value).replace('T', ' ')} %`,
  ),
  'below the minimum': replacing(belowMinimum),
  'above the maximum': replacing(aboveMaximum),
};

/** The names that any of the schemas requires, those of all alternatives included. */
export function requiredNames({ schemas }: JsonLocation): string[] {
  return [
    ...new Set(schemas.flatMap(({ schema: { required } }) => (Array.isArray(required) ? required : []))),
  ];
}

function otherType(value: unknown): unknown {
  if (Array.isArray(value)) return Object.fromEntries(value.entries());
  if (isObject(value)) return Object.values(value);
  return typeof value === 'string' ? 7 : String(value);
}

function belowMinimum(location: JsonLocation): unknown {
  const { value } = location;
  const [minimum, minLength, minItems] = ['minimum', 'minLength', 'minItems'].map((name) =>
    keyword(location, name),
  );
  if (typeof value === 'number' && typeof minimum === 'number') return minimum - 1;
  if (typeof value === 'string' && isPositive(minLength)) return value.slice(0, minLength - 1);
  if (Array.isArray(value) && isPositive(minItems)) return value.slice(0, minItems - 1);
  return undefined;
}

function aboveMaximum(location: JsonLocation): unknown {
  const { value } = location;
  const [maximum, maxLength, maxItems] = ['maximum', 'maxLength', 'maxItems'].map((name) =>
    keyword(location, name),
  );
  if (typeof value === 'number' && typeof maximum === 'number') return maximum + 1;
  if (typeof value === 'string' && isPositive(maxLength)) return value.padEnd(maxLength + 1, value || 'x');
  if (Array.isArray(value) && isPositive(maxItems) && maxItems <= MOST_ITEMS) {
    return Array.from({ length: maxItems + 1 }, (_, index) => value[index % value.length]);
  }
  return undefined;
}

function isPositive(bound: unknown): bound is number {
  return typeof bound === 'number' && bound > 0;
}
