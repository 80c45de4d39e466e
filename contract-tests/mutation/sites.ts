import { applicableSchemas, schemasWithin } from '../../contract/applicable-schemas.ts';
import { type JsonObject, lookup } from '../../contract/json.ts';
import type { Contract } from '../../contract/model.ts';

/** A value of a body, and all the schemas that speak about it. */
export interface Site {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly schemas: readonly JsonObject[];
}

/**
 * The values of a body, outermost first. Of values that differ in array positions alone only the last is here:
 * `/layers/9/code` stands for all the codes of layers, and a check that looks at the first item misses it.
 */
export function sitesOf({ document }: Contract, schemaPointer: string, body: unknown): Site[] {
  const schemas = applicableSchemas(document, lookup(document, schemaPointer));
  const sites = new Map<string, Site>();
  collect(document, { path: [], value: body, schemas }, '', sites);
  return [...sites.values()];
}

function collect(document: JsonObject, site: Site, kind: string, sites: Map<string, Site>): void {
  sites.set(kind, site);
  const { path, value, schemas } = site;
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    const innerKind = `${kind}/${Array.isArray(value) ? '*' : name}`;
    const innerSite = {
      path: [...path, name],
      value: inner,
      schemas: schemasWithin(document, schemas, name),
    };
    collect(document, innerSite, innerKind, sites);
  }
}

/** What the first schema that has the keyword says. */
export function keyword(site: Site, name: string): unknown {
  return site.schemas.find((schema) => schema[name] !== undefined)?.[name];
}

export function isVolatile({ schemas }: Site): boolean {
  return schemas.some((schema) => schema['x-volatile'] === true);
}
