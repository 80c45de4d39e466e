/** Rules that a node keeps or breaks by itself. */
import type { Violation } from './error.ts';
import { type PlacedNode, type Taxonomy, walkNodes } from './tree.ts';

const MAX_NAME_LENGTH = 120;

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

/** Violations of `code-grammar`, `number-grammar`, `name-length` and `composite-layer`. */
export function nodeRules(taxonomy: Taxonomy): Violation[] {
  const violations: Violation[] = [];
  for (const placed of walkNodes(taxonomy)) {
    violations.push(...grammar(placed), ...nameLength(placed), ...compositeLayer(placed));
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

function nameLength({ node, path, pointer }: PlacedNode): Violation[] {
  // Characters as a person counts them, and as JSON Schema does: not UTF-16 code units.
  const length = [...node.name.trim()].length;
  if (length > 0 && length <= MAX_NAME_LENGTH) return [];
  const detail = `The name of ${path} has ${length} characters; 1 to ${MAX_NAME_LENGTH} are allowed.`;
  return [{ rule: 'name-length', pointer: `${pointer}/name`, detail }];
}

/** The grammars know the layer that carries components by its code in one notation, by its number in the other. */
function compositeLayer({ level, node, pointer }: PlacedNode): Violation[] {
  if (level !== 'layer' || (node.code === 'C') === (node.numericCode === '9')) return [];
  const detail = `Layer ${node.code} has number ${node.numericCode}; C and 9 belong together.`;
  return [{ rule: 'composite-layer', pointer: `${pointer}/numericCode`, detail }];
}
