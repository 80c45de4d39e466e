import { isObject, type JsonObject, lookup, pointerTo, referenced } from '../../contract/json.ts';

/** A schema with all that it demands through references and allOf, schemas within it by their JSON Pointers. */
export interface Shape {
  readonly keywords: JsonObject;
  readonly members: ReadonlyMap<string, string>;
  readonly required: readonly string[];
  readonly items?: string;
  /** Of oneOf and anyOf. */
  readonly alternatives: readonly string[];
}

export function shapeOf(document: JsonObject, pointer: string): Shape {
  const parts = partsOf(document, pointer);
  const within = (keyword: string) =>
    parts.flatMap(({ schema, pointer }) =>
      Object.keys(Object(schema[keyword])).map((name): [name: string, pointer: string] => [
        name,
        pointerTo(`${pointer}/${keyword}`, name),
      ]),
    );
  const items = parts.find(({ schema }) => isObject(schema.items));
  return {
    keywords: Object.assign({}, ...parts.map(({ schema }) => schema)),
    members: new Map(within('properties')),
    required: parts.flatMap(({ schema }) => (schema.required ?? []) as string[]),
    ...(items && { items: `${items.pointer}/items` }),
    alternatives: [...within('oneOf'), ...within('anyOf')].map(([, alternative]) => alternative),
  };
}

function partsOf(document: JsonObject, pointer: string): { pointer: string; schema: JsonObject }[] {
  const schema = lookup(document, pointer);
  if (!isObject(schema)) throw new Error(`there is no schema at ${pointer}`);
  const { $ref, allOf } = schema;
  return [
    ...(typeof $ref === 'string' ? partsOf(document, referenced($ref)) : []),
    ...Object.keys(Object(allOf)).flatMap((index) => partsOf(document, `${pointer}/allOf/${index}`)),
    { pointer, schema },
  ];
}
