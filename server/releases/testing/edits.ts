/** Random edits of a taxonomy between two releases. They keep every rule, whatever was edited before. */
import fc from 'fast-check';
import { nodesByPath, parentPath, targetsByAlias } from '../../../taxonomy/flat.ts';
import { treeFrom } from '../../../taxonomy/testing/tree-from.ts';
import type { Node, Taxonomy } from '../../../taxonomy/tree.ts';

/** `at` chooses the node. */
interface Edit {
  readonly kind: keyof typeof kinds;
  readonly at: number;
}

export const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Edit['kind']>(
      'rename',
      'deprecate',
      'restore',
      'add',
      'remove',
      'move',
      'renumber',
      'alias',
      'unalias',
    ),
    at: fc.nat(),
  }),
  { minLength: 1, maxLength: 5 },
);

/** @param fresh returns a number that no other edit of the registry got, so that codes and numbers are new */
export function applyEdits(taxonomy: Taxonomy, chosen: readonly Edit[], fresh: () => number): Taxonomy {
  return chosen.reduce((edited, { kind, at }) => {
    const draft = { nodes: nodesByPath(edited), targets: targetsByAlias(edited) };
    kinds[kind](draft, at, fresh());
    return treeFrom(draft.nodes, draft.targets);
  }, taxonomy);
}

interface Draft {
  readonly nodes: Map<string, Node>;
  readonly targets: Map<string, string>;
}

type Change = (draft: Draft, at: number, fresh: number) => void;

const kinds = {
  rename: changeNode((node, fresh) => ({ ...node, name: `Renamed ${fresh} ♫` })),
  deprecate: changeNode((node) => ({ ...node, deprecated: true })),
  restore: changeNode(({ deprecated, replacedBy, ...node }) => node),
  renumber(draft, at, fresh) {
    const path = choose(leaves(draft), at);
    draft.nodes.set(path, { ...nodeAt(draft, path), numericCode: numberOf(fresh) });
  },
  add(draft, at, fresh) {
    const parent = choose(categories(draft), at);
    const code = codeOf(fresh);
    draft.nodes.set(`${parent}.${code}`, { code, numericCode: numberOf(fresh), name: `Added ${fresh}` });
  },
  remove(draft, at) {
    draft.nodes.delete(choose(freeLeaves(draft), at));
  },
  move(draft, at, fresh) {
    const path = choose(freeLeaves(draft), at);
    const [code, numericCode] = [codeOf(fresh), numberOf(fresh)];
    const node = { ...nodeAt(draft, path), code, numericCode };
    draft.nodes.delete(path);
    draft.nodes.set(`${choose(categories(draft), at)}.${code}`, node);
  },
  alias(draft, at, fresh) {
    const target = choose(leaves(draft), at);
    draft.targets.set(`${parentPath(target)}.ALIAS${fresh}`, target);
  },
  unalias(draft, at) {
    if (draft.targets.size > 0) draft.targets.delete(choose([...draft.targets.keys()], at));
  },
} satisfies Record<string, Change>;

function changeNode(change: (node: Node, fresh: number) => Node): Change {
  return (draft, at, fresh) => {
    const path = choose([...draft.nodes.keys()], at);
    draft.nodes.set(path, change(nodeAt(draft, path), fresh));
  };
}

const ofDepth = (depth: number) => (draft: Draft) =>
  [...draft.nodes.keys()].filter((path) => path.split('.').length === depth);
const categories = ofDepth(2);
const leaves = ofDepth(3);

/** The subcategories that no alias or replacement refers to. A category keeps its last subcategory. */
function freeLeaves(draft: Draft): readonly string[] {
  const all = leaves(draft);
  const parents = all.map(parentPath);
  const hasSibling = (path: string) =>
    parents.indexOf(parentPath(path)) !== parents.lastIndexOf(parentPath(path));
  const replacements = [...draft.nodes.values()].map(({ replacedBy }) => replacedBy);
  const referred = new Set([...draft.targets.values(), ...replacements]);
  return all.filter((path) => !referred.has(path) && hasSibling(path));
}

function choose<Item>(items: readonly Item[], at: number): Item {
  return items[at % items.length]!;
}

function nodeAt({ nodes }: Draft, path: string): Node {
  return nodes.get(path)!;
}

// Higher than all numbers of the bundled releases.
const numberOf = (fresh: number) => String(400 + fresh);
const codeOf = (fresh: number) => `Q${fresh.toString(36).toUpperCase().padStart(2, '0')}`;
