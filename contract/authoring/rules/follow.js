// @ts-check
// Walks the sources of the contract through `$ref`s, across files.

/**
 * @typedef {import('@redocly/openapi-core').UserContext} Context
 * @typedef {import('@redocly/openapi-core').Location} Location
 * @typedef {{ node: any, location: Location }} Part a part of the contract and its location in a file
 */

/**
 * The part itself, or the part that its `$ref` refers to. Undefined for a broken reference, which Redocly's rule
 * no-unresolved-refs reports.
 * @param {Context} ctx
 * @param {Part} part
 * @returns {Part | undefined}
 */
export function follow(ctx, part) {
  if (typeof part.node?.$ref !== 'string') return part;
  const { node, location } = ctx.resolve(part.node, part.location.source.absoluteRef);
  return node === undefined || location === undefined ? undefined : { node, location };
}

/**
 * The entries of the map or list `part.node[name]`, with `$ref`s followed.
 * @param {Context} ctx
 * @param {Part} part
 * @param {string} name
 * @returns {[string, Part][]}
 */
export function members(ctx, part, name) {
  return Object.entries(part.node?.[name] ?? {}).flatMap(([key, node]) => {
    const member = follow(ctx, { node, location: part.location.child([name, key]) });
    return member === undefined ? [] : [[key, member]];
  });
}
