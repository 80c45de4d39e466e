import { isObject, type JsonObject, pointerTo } from '../../contract/json.ts';
import { demandedSchemas } from '../../contract/schema-walk.ts';

/** A schema merged with everything that it demands through `$ref` and `allOf`. Inner schemas are JSON Pointers. */
export interface Shape {
  readonly keywords: JsonObject;
  readonly members: ReadonlyMap<string, string>;
  readonly required: readonly string[];
  readonly items?: string;
  /** Of `oneOf` and `anyOf`. */
  readonly alternatives: readonly string[];
}

export function shapeOf(document: JsonObject, pointer: string): Shape {
  // The schema itself comes last: its own keywords override those that it refers to.
  const parts = demandedSchemas(document, pointer).toReversed();
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
