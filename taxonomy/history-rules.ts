import type { Violation } from './error.ts';
import { parentPath } from './flat.ts';
import { type PlacedNode, type Release, type Taxonomy, walkNodes } from './tree.ts';

/**
 * Violations of `number-reused`: a number that some release gave to another code under the same parent.
 * Files out there still carry it with its first meaning. A code may get a new number, an unused one.
 *
 * `earlier` is every release so far, oldest first.
 */
export function checkHistory(next: Taxonomy, earlier: readonly Release[]): Violation[] {
  const firstUses = new Map<string, { readonly code: string; readonly version: string }>();
  for (const release of earlier) {
    for (const placed of walkNodes(release)) {
      const place = numberPlace(placed);
      if (!firstUses.has(place)) firstUses.set(place, { code: placed.node.code, version: release.version });
    }
  }
  return [...walkNodes(next)].flatMap((placed) => {
    const first = firstUses.get(numberPlace(placed));
    const { path, node, pointer } = placed;
    if (!first || first.code === node.code) return [];
    const detail = `${path} takes the number ${node.numericCode}, which release ${first.version} gave to ${first.code}; choose an unused one.`;
    return [{ rule: 'number-reused', pointer: `${pointer}/numericCode`, detail }];
  });
}

function numberPlace({ path, node }: PlacedNode): string {
  return `${parentPath(path) ?? ''} ${node.numericCode}`;
}
