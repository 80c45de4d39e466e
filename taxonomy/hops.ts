/** Enough to show a person where references lead; following all of a long chain from each link is quadratic. */
const MAX_HOPS = 20;

/**
 * The paths passed when references are followed from `start`, which comes first. An endless walk ends with
 * the first path that it meets again.
 */
export function followReferences(
  start: string,
  next: ReadonlyMap<string, string>,
): { readonly hops: readonly string[]; readonly isEndless: boolean } {
  const hops = new Set([start]);
  for (let path = next.get(start); path !== undefined && hops.size < MAX_HOPS; path = next.get(path)) {
    if (hops.has(path)) return { hops: [...hops, path], isEndless: true };
    hops.add(path);
  }
  return { hops: [...hops], isEndless: false };
}
