import { isObject, type JsonObject, pointerTo } from '../../contract/json.ts';
import { demandedSchemas, usedComponents } from '../../contract/schema-walk.ts';

/** A schema merged with everything that it demands through `$ref` and `allOf`. Inner schemas are JSON Pointers. */
export interface Shape {
  readonly keywords: JsonObject;
  readonly members: ReadonlyMap<string, string>;
  readonly required: readonly string[];
  /** Members whose names match a pattern. */
  readonly patterns: readonly (readonly [pattern: string, pointer: string])[];
  /** All other members, when they have a schema. */
  readonly others?: string;
  /** Whether no other member is allowed. */
  readonly isClosed: boolean;
  /** The first items of a tuple. */
  readonly prefix: readonly string[];
  /** All other items. */
  readonly items?: string;
  /** Of each `oneOf` and `anyOf`. */
  readonly choices: readonly (readonly string[])[];
}

export function shapeOf(document: JsonObject, pointer: string): Shape {
  // The schema itself comes last: its own keywords override those that it refers to.
  const parts = demandedSchemas(document, pointer).toReversed();
  const listsOf = (keyword: string) =>
    parts
      .filter(({ schema }) => keyword in schema)
      .map(({ schema, pointer }) =>
        Object.keys(Object(schema[keyword])).map((name): [name: string, pointer: string] => [
          name,
          pointerTo(`${pointer}/${keyword}`, name),
        ]),
      );
  const within = (keyword: string) => listsOf(keyword).flat();
  const single = (keyword: string) => {
    const part = parts.find(({ schema }) => isObject(schema[keyword]));
    return part && `${part.pointer}/${keyword}`;
  };
  const items = single('items');
  const others = single('additionalProperties') ?? single('unevaluatedProperties');
  const keywords: JsonObject = Object.assign({}, ...parts.map(({ schema }) => schema));
  return {
    keywords,
    members: new Map(within('properties')),
    required: parts.flatMap(({ schema }) => (schema.required ?? []) as string[]),
    patterns: within('patternProperties'),
    ...(others !== undefined && { others }),
    isClosed: keywords.additionalProperties === false || keywords.unevaluatedProperties === false,
    prefix: within('prefixItems').map(([, item]) => item),
    ...(items !== undefined && { items }),
    choices: [...listsOf('oneOf'), ...listsOf('anyOf')].map((list) => list.map(([, one]) => one)),
  };
}

/** The JSON types of a value that the schema describes; those of its other keywords when it does not say. */
export function typesOfShape({ keywords, members, prefix, items, others }: Shape): unknown[] {
  if (keywords.type !== undefined) return [keywords.type].flat();
  if (members.size > 0 || others !== undefined) return ['object'];
  if (prefix.length > 0 || items !== undefined) return ['array'];
  return ['pattern', 'format', 'maxLength', 'contentMediaType'].some((keyword) => keyword in keywords)
    ? ['string']
    : [];
}

/** The component that a schema refers to and that refers to itself; undefined where nothing is recursive. */
export function recursiveComponent(document: JsonObject, pointer: string): string | undefined {
  return demandedSchemas(document, pointer).find(({ pointer, schema }) =>
    usedComponents(document, schema).has(pointer),
  )?.pointer;
}

/** Whether a schema allows any text of some length. */
export function isFreeText(document: JsonObject, pointer: string): boolean {
  const { keywords } = shapeOf(document, pointer);
  return (
    keywords.type === 'string' && !['pattern', 'format', 'enum', 'const'].some((name) => name in keywords)
  );
}
