// @ts-check
// A walk over the contract that passes through `$ref`s and always knows which file it is in.

/**
 * @typedef {import('@redocly/openapi-core').UserContext} Context
 * @typedef {import('@redocly/openapi-core').Location} Location
 * @typedef {{ node: any, location: Location }} Place a part of the contract and where it is written
 */

/**
 * The place itself, or the one its `$ref` leads to; undefined when that does not exist, which
 * Redocly's own no-unresolved-refs reports.
 * @param {Context} ctx
 * @param {Place} place
 * @returns {Place | undefined}
 */
export function follow(ctx, place) {
  if (typeof place.node?.$ref !== 'string') return place;
  const { node, location } = ctx.resolve(place.node, place.location.source.absoluteRef);
  return node === undefined || location === undefined ? undefined : { node, location };
}

/**
 * The entries of the map or list `place.node[name]`, with `$ref`s followed.
 * @param {Context} ctx
 * @param {Place} place
 * @param {string} name
 * @returns {[string, Place][]}
 */
export function members(ctx, place, name) {
  return Object.entries(place.node?.[name] ?? {}).flatMap(([key, node]) => {
    const member = follow(ctx, { node, location: place.location.child([name, key]) });
    return member === undefined ? [] : [[key, member]];
  });
}
