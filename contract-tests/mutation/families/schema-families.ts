/** Bodies that the schema of the answer forbids. */
import { isObject } from '../../../contract/json.ts';
import type { Families } from '../mutant.ts';
import { keyword, type Site } from '../sites.ts';
import { atSites, dropping, replacing } from './at-sites.ts';

/** An array of more items than this would be no answer but an attack. */
const MOST_ITEMS = 1_000;

export const schemaFamilies: Families = {
  'required property dropped': dropping(requiredNames),
  'unknown property added': atSites(({ value }) =>
    isObject(value) ? { '': (live) => ({ ...(live as object), unheardOf: 1 }) } : {},
  ),
  'wrong type': replacing(({ value }) => otherType(value)),
  null: replacing((site) => ([keyword(site, 'type')].flat().includes('null') ? undefined : null)),
  'value outside its enum': replacing((site) => {
    const allowed = keyword(site, 'enum') ?? keyword(site, 'const');
    if (typeof site.value === 'boolean') return allowed === undefined ? undefined : !site.value;
    if (typeof site.value === 'number') return allowed === undefined ? undefined : site.value + 1;
    return allowed === undefined ? undefined : `${site.value}-unheard-of`;
  }),
  'pattern broken': replacing((site) => {
    const pattern = keyword(site, 'pattern');
    if (typeof pattern !== 'string') return undefined;
    const candidates = [`${site.value} `, `${site.value}?`, '\t'];
    return candidates.find((candidate) => !new RegExp(pattern, 'u').test(candidate));
  }),
  'format broken': replacing((site) =>
    keyword(site, 'format') === undefined ? undefined : `${String(site.value).replace('T', ' ')} %`,
  ),
  'below the minimum': replacing(belowMinimum),
  'above the maximum': replacing(aboveMaximum),
};

/** What any of the schemas requires: of alternatives, the names that the value has are those of its own. */
export function requiredNames({ schemas }: Site): string[] {
  return [...new Set(schemas.flatMap(({ required }) => (Array.isArray(required) ? required : [])))];
}

function otherType(value: unknown): unknown {
  if (Array.isArray(value)) return Object.fromEntries(value.entries());
  if (isObject(value)) return Object.values(value);
  return typeof value === 'string' ? 7 : String(value);
}

function belowMinimum(site: Site): unknown {
  const { value } = site;
  const [minimum, minLength, minItems] = ['minimum', 'minLength', 'minItems'].map((name) =>
    keyword(site, name),
  );
  if (typeof value === 'number' && typeof minimum === 'number') return minimum - 1;
  if (typeof value === 'string' && isPositive(minLength)) return value.slice(0, minLength - 1);
  if (Array.isArray(value) && isPositive(minItems)) return value.slice(0, minItems - 1);
  return undefined;
}

function aboveMaximum(site: Site): unknown {
  const { value } = site;
  const [maximum, maxLength, maxItems] = ['maximum', 'maxLength', 'maxItems'].map((name) =>
    keyword(site, name),
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
