/** Rules for one node, and for the children of one parent. */
import type { Violation } from './error.ts';
import { textRules } from './text-rules.ts';
import { type Node, type PlacedNode, type Taxonomy, walkNodes } from './tree.ts';

const MAX_LAYERS = 26;
const MAX_CHILDREN = 999;

const layerGrammar = {
  code: /^[A-Z]$/,
  codeRule: 'one letter A to Z',
  number: /^[1-9][0-9]?$/,
  numberRule: 'from 1 to 99',
};
const childGrammar = {
  code: /^[A-Z0-9]{3}$/,
  codeRule: 'three characters of A to Z and 0 to 9',
  number: /^[0-9]{3}$/,
  numberRule: 'three digits',
};

/** Violations of `code-grammar`, `number-grammar` and `composite-layer`, and of the rules for texts. */
export function nodeRules(taxonomy: Taxonomy): Violation[] {
  const violations: Violation[] = [];
  for (const placed of walkNodes(taxonomy)) {
    violations.push(...grammar(placed), ...textRules(placed), ...compositeLayer(placed));
  }
  return violations;
}

function grammar({ level, node, pointer }: PlacedNode): Violation[] {
  const { code, codeRule, number, numberRule } = level === 'layer' ? layerGrammar : childGrammar;
  const violations: Violation[] = [];
  if (!code.test(node.code)) {
    const detail = `The code ${JSON.stringify(node.code)} of a ${level} must be ${codeRule}.`;
    violations.push({ rule: 'code-grammar', pointer: `${pointer}/code`, detail });
  }
  if (!number.test(node.numericCode)) {
    const detail = `The number ${JSON.stringify(node.numericCode)} of a ${level} must be ${numberRule}.`;
    violations.push({ rule: 'number-grammar', pointer: `${pointer}/numericCode`, detail });
  }
  return violations;
}

/** Only one layer has components. The grammar of the HFN knows it by the code C, that of the MFA by the number 9. */
function compositeLayer({ level, node, pointer }: PlacedNode): Violation[] {
  if (level !== 'layer' || (node.code === 'C') === (node.numericCode === '9')) return [];
  const detail = `Layer ${node.code} has number ${node.numericCode}; C and 9 belong together.`;
  return [{ rule: 'composite-layer', pointer: `${pointer}/numericCode`, detail }];
}

/**
 * Violations of `code-unique`, `number-unique`, `layer-limit`, `layer-required`, `child-limit` and
 * `child-required`.
 */
export function siblingRules(taxonomy: Taxonomy): Violation[] {
  const { layers } = taxonomy;
  const below = [...walkNodes(taxonomy)].flatMap(({ level, node, path, pointer }) => {
    if (level === 'layer') return amongSiblings(node.categories, `${pointer}/categories`, path);
    return level === 'category' ? amongSiblings(node.subcategories, `${pointer}/subcategories`, path) : [];
  });
  return [...amongSiblings(layers, '/layers'), ...below];
}

/** @param parent an HFN path, `undefined` for the taxonomy itself */
function amongSiblings(siblings: readonly Node[], pointer: string, parent?: string): Violation[] {
  const owner = parent ?? 'the taxonomy';
  return [
    ...numberOfSiblings(siblings.length, pointer, parent),
    ...unique(siblings, 'code', 'code-unique', pointer, owner),
    ...unique(siblings, 'numericCode', 'number-unique', pointer, owner),
  ];
}

function numberOfSiblings(count: number, pointer: string, parent?: string): Violation[] {
  const [child, limit] = parent === undefined ? ['layer', MAX_LAYERS] : ['child', MAX_CHILDREN];
  const owner = parent ?? 'the taxonomy';
  if (count > limit) {
    const detail = `There are ${count} nodes in ${owner}; at most ${limit} are allowed.`;
    return [{ rule: `${child}-limit`, pointer, detail }];
  }
  if (count > 0) return [];
  const children = pointer.slice(pointer.lastIndexOf('/') + 1);
  const detail = `There are no ${children} in ${owner}; at least one is needed.`;
  return [{ rule: `${child}-required`, pointer, detail }];
}

function unique(
  siblings: readonly Node[],
  member: 'code' | 'numericCode',
  rule: string,
  pointer: string,
  owner: string,
): Violation[] {
  const seen = new Map<string, number>();
  return siblings.flatMap((node, index) => {
    const first = seen.get(node[member]);
    if (first === undefined) {
      seen.set(node[member], index);
      return [];
    }
    const detail = `${node[member]} is given twice in ${owner}, first at ${pointer}/${first}.`;
    return [{ rule, pointer: `${pointer}/${index}/${member}`, detail }];
  });
}
