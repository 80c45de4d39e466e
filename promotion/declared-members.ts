/** Which members of a response body a contract declares, as JSON Pointers in which `*` is any item or key. */
import { isObject, lookup, pointerTo } from '../contract/json.ts';
import type { Contract, ResponseDefinition } from '../contract/model.ts';
import { applicableSchemas, type LocatedSchema, typesOf } from '../contract/schema-walk.ts';

/** A schema within a schema. */
interface Inner {
  readonly pointer: string;
  /** The token of a pointer: the name of a property, or `*`. */
  readonly token: string;
  /** Of a map: which keys its schema describes. */
  readonly keys?: RegExp;
}

/** The outermost part of a member that no schema of the response declares; undefined when all of it is declared. */
export function undeclaredPart(
  contract: Contract,
  response: ResponseDefinition,
  member: string,
): string | undefined {
  let schemas = bodySchemas(contract, response);
  const tokens = member.split('/').slice(1);
  for (const [index, token] of tokens.entries()) {
    if (schemas.length > 0 && isOpen(contract, schemas)) return undefined;
    const inner = schemas.flatMap((schema) => innerSchemas(contract, schema));
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    const matching = inner.filter((each) => each.token === token || each.keys?.test(name));
    schemas = matching.flatMap(({ pointer }) => applicableSchemas(contract.document, pointer));
    if (schemas.length === 0) return `/${tokens.slice(0, index + 1).join('/')}`;
  }
  return undefined;
}

/** Every member that a response declares. What a schema repeats within itself is there once. */
export function declaredMembers(contract: Contract, response: ResponseDefinition): string[] {
  const membersIn = (
    schemas: readonly LocatedSchema[],
    parent: string,
    around: readonly string[],
  ): string[] => {
    const path = [...around, ...schemas.map(({ pointer }) => pointer)];
    const inner = schemas.flatMap((schema) => innerSchemas(contract, schema));
    return inner.flatMap(({ pointer, token }) => {
      const member = `${parent}/${token}`;
      const below = applicableSchemas(contract.document, pointer);
      if (below.some((schema) => path.includes(schema.pointer))) return [member];
      return [member, ...membersIn(below, member, path)];
    });
  };
  return [...new Set(membersIn(bodySchemas(contract, response), '', []))];
}

function bodySchemas({ document }: Contract, { content }: ResponseDefinition): LocatedSchema[] {
  return [...content.values()].flatMap(({ schemaPointer }) => applicableSchemas(document, schemaPointer));
}

function innerSchemas({ document }: Contract, { pointer, schema }: LocatedSchema): Inner[] {
  const within = (keyword: string) => Object.keys(Object(schema[keyword]));
  const all: Inner[] = [
    ...within('properties').map((name) => ({
      pointer: pointerTo(`${pointer}/properties`, name),
      token: pointerTo('', name).slice(1),
    })),
    ...within('patternProperties').map((pattern) => ({
      pointer: pointerTo(`${pointer}/patternProperties`, pattern),
      token: '*',
      keys: new RegExp(pattern, 'u'),
    })),
    { pointer: `${pointer}/additionalProperties`, token: '*', keys: /(?:)/ },
    { pointer: `${pointer}/items`, token: '*' },
  ];
  return all.filter((inner) => mayExist(lookup(document, inner.pointer)));
}

/** `false` and `not: {}` forbid a property; contract/views.ts writes the latter for what is write-only. */
function mayExist(schema: unknown): boolean {
  return isObject(schema) && !(isObject(schema.not) && Object.keys(schema.not).length === 0);
}

const structure = [
  'properties',
  'patternProperties',
  'additionalProperties',
  'unevaluatedProperties',
  'items',
  'prefixItems',
];

/** Whether the schemas of a value say nothing of its members: then no member of it can be removed. */
function isOpen({ document }: Contract, schemas: readonly LocatedSchema[]): boolean {
  if (schemas.some(({ schema }) => structure.some((keyword) => keyword in schema))) return false;
  const types = schemas.flatMap(({ pointer }) => typesOf(document, pointer));
  return types.length === 0 || types.includes('object') || types.includes('array');
}
