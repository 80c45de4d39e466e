/** Rules among the children of one parent. */
import type { Violation } from './error.ts';
import { type Node, type Taxonomy, walkNodes } from './tree.ts';

const MAX_LAYERS = 26;
const MAX_CHILDREN = 999;

/** Violations of `code-unique`, `number-unique`, `layer-limit` and `child-limit`. */
export function siblingRules(taxonomy: Taxonomy): Violation[] {
  const { layers } = taxonomy;
  const below = [...walkNodes(taxonomy)].flatMap(({ level, node, path, pointer }) => {
    if (level === 'layer') return amongSiblings(node.categories, `${pointer}/categories`, path);
    return level === 'category' ? amongSiblings(node.subcategories, `${pointer}/subcategories`, path) : [];
  });
  return [...amongSiblings(layers, '/layers'), ...below];
}

/** `parent` is a path, `undefined` for the taxonomy itself. */
function amongSiblings(siblings: readonly Node[], pointer: string, parent?: string): Violation[] {
  const limit = parent === undefined ? MAX_LAYERS : MAX_CHILDREN;
  const place = parent ?? 'the taxonomy';
  const rule = parent === undefined ? 'layer-limit' : 'child-limit';
  const detail = `There are ${siblings.length} nodes in ${place}; at most ${limit} are allowed.`;
  return [
    ...(siblings.length > limit ? [{ rule, pointer, detail }] : []),
    ...unique(siblings, 'code', 'code-unique', pointer, place),
    ...unique(siblings, 'numericCode', 'number-unique', pointer, place),
  ];
}

function unique(
  siblings: readonly Node[],
  member: 'code' | 'numericCode',
  rule: string,
  pointer: string,
  place: string,
): Violation[] {
  const seen = new Map<string, number>();
  return siblings.flatMap((node, index) => {
    const first = seen.get(node[member]);
    if (first === undefined) {
      seen.set(node[member], index);
      return [];
    }
    const detail = `${node[member]} is given twice in ${place}, first at ${pointer}/${first}.`;
    return [{ rule, pointer: `${pointer}/${index}/${member}`, detail }];
  });
}
