/** How the value of a parameter is written into a request, and read from it (OpenAPI 3.1, 4.8.12.3). */
import { isObject, type JsonObject } from './json.ts';
import type { Contract, Parameter } from './model.ts';
import { decodeSegment } from './paths.ts';
import { applicableSchemas, schemasWithin, typesOf } from './schema-walk.ts';

/** In a comma, an encoded `%2C` is part of an item. No URI holds a bare `|`, so an encoded one separates, too. */
const comma = { text: ',', split: /,/ };
const pipe = { text: '%7C', split: /\||%7C/i };

function delimiterOf(style: Parameter['style']): typeof comma {
  return style === 'pipeDelimited' ? pipe : comma;
}

/** @param value as JSON; an empty list and an empty object are absent. @returns `name=value`, percent-encoded */
export function writeQuery(
  { name, style, explode }: Pick<Parameter, 'name' | 'style' | 'explode'>,
  value: unknown,
): string[] {
  const key = encode(name);
  if (Array.isArray(value)) {
    const items = value.map((item) => encode(String(item)));
    if (items.length === 0) return [];
    if (explode) return items.map((item) => `${key}=${item}`);
    return [`${key}=${items.join(delimiterOf(style).text)}`];
  }
  if (isObject(value))
    return Object.entries(value).map(
      ([member, item]) => `${key}${encode(`[${member}]`)}=${encode(String(item))}`,
    );
  return [`${key}=${encode(String(value))}`];
}

// Half a surrogate pair has no percent-encoding and becomes U+FFFD.
function encode(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
}

/** The pairs of a query string, in order. Only the names are decoded. */
export type RawQuery = readonly (readonly [name: string, rawValue: string])[];

/** @param search without the `?` */
export function parseQuery(search: string): RawQuery {
  return search
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...rest] = pair.split('=');
      return [decodeQuery(name), rest.join('=')] as const;
    });
}

// As in a form, `+` is a space.
function decodeQuery(text: string): string {
  return decodeSegment(text.replaceAll('+', ' '));
}

export interface RawInputs {
  /** Still percent-encoded, by name. */
  readonly path: ReadonlyMap<string, string>;
  readonly query: RawQuery;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** The value of a parameter as JSON, by the types of its schema. Undefined when the request has none. */
export function readParameter(
  { document }: Pick<Contract, 'document'>,
  parameter: Parameter,
  { path, query, headers }: RawInputs,
): unknown {
  const { name, in: location, schemaPointer } = parameter;
  if (location === 'query') return readQuery(document, parameter, query);
  const raw = location === 'path' ? path.get(name) : headers[name.toLowerCase()];
  if (raw === undefined) return undefined;
  const text = location === 'path' ? decodeSegment(String(raw)) : String(raw);
  return valueFromText(document, schemaPointer, text);
}

function readQuery(document: JsonObject, parameter: Parameter, query: RawQuery): unknown {
  const { name, style, explode, schemaPointer } = parameter;
  const own = query.filter(([other]) => other === name).map(([, raw]) => raw);
  if (style === 'deepObject') {
    const members = query.flatMap(([other, raw]) => {
      const member = memberOf(name, other);
      return member === undefined ? [] : [[member, decodeQuery(raw)] as const];
    });
    if (own.length > 0) return own.map(decodeQuery)[0];
    return members.length === 0 ? undefined : objectOf(document, schemaPointer, members);
  }
  if (own.length === 0) return undefined;
  if (!typesOf(document, schemaPointer).includes('array')) {
    const [text = '', ...others] = own.map(decodeQuery);
    // No scalar schema allows a list: the parameter is there more than once.
    return others.length > 0 ? [text, ...others] : valueFromText(document, schemaPointer, text);
  }
  // A list without `explode` is one pair. Two of them are a list of lists, which no schema of a parameter allows.
  const raw = explode ? own : own.length > 1 ? own.map(() => []) : splitItems(style, own[0] ?? '');
  const items = itemsPointer(document, schemaPointer);
  return raw.map((item) =>
    typeof item === 'string' && items ? valueFromText(document, items, decodeQuery(item)) : item,
  );
}

function splitItems(style: Parameter['style'], raw: string): string[] {
  return raw.split(delimiterOf(style).split);
}

/** The member in the name of a pair of a deepObject: `colour` in `filter[colour]`. */
export function memberOf(name: string, key: string): string | undefined {
  if (!key.startsWith(`${name}[`) || !key.endsWith(']')) return undefined;
  const member = key.slice(name.length + 1, -1);
  return member.includes('[') || member.includes(']') ? undefined : member;
}

/** A member that is there more than once becomes a list, which its schema does not allow. */
function objectOf(
  document: JsonObject,
  pointer: string,
  members: readonly (readonly [name: string, text: string])[],
): JsonObject {
  const schemas = applicableSchemas(document, pointer);
  const names = [...new Set(members.map(([name]) => name))];
  const entries = names.map((name) => {
    const texts = members.filter(([other]) => other === name).map(([, text]) => text);
    const [inner] = schemasWithin(document, schemas, name);
    const [value = '', ...others] = texts.map((text) =>
      inner ? valueFromText(document, inner.pointer, text) : text,
    );
    return [name, others.length > 0 ? [value, ...others] : value] as const;
  });
  return Object.fromEntries(entries);
}

function itemsPointer(document: JsonObject, pointer: string): string | undefined {
  const [items] = schemasWithin(document, applicableSchemas(document, pointer), '0');
  return items?.pointer;
}

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A text as the JSON value that its schema wants; the text itself when it is none. Numbers are written as in JSON. */
export function valueFromText(document: JsonObject, schemaPointer: string, text: string): unknown {
  const types = typesOf(document, schemaPointer);
  if (types.includes('string')) return text;
  if (types.includes('boolean') && /^(?:true|false)$/.test(text)) return text === 'true';
  const isNumeric = types.includes('number') || types.includes('integer');
  return isNumeric && number.test(text) ? Number(text) : text;
}
