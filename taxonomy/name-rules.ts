/** Rules for the text of a node: a name must be visible, and look everywhere as it was written. */
import type { Violation } from './error.ts';
import type { Node, PlacedNode } from './tree.ts';

const MAX_NAME_LENGTH = 120;

const SURROGATE = /\p{Surrogate}/u;

interface TextRule {
  readonly rule: string;
  readonly isBroken: (name: string) => boolean;
  /** What is wrong with the name: the end of a sentence. */
  readonly mistake: string;
}

const nameRules: readonly TextRule[] = [
  {
    rule: 'name-space',
    // A name of spaces alone is empty, which name-length reports.
    isBroken: (name) => name.trim() !== name && name.trim() !== '',
    mistake: 'begins or ends with a space',
  },
  { rule: 'name-control', isBroken: (name) => /\p{Cc}/u.test(name), mistake: 'holds a control character' },
  {
    rule: 'name-direction',
    // Embeddings, overrides and isolates: they reorder the text that follows the name. The three marks that are
    // left (U+061C, U+200E, U+200F) do not, and names in Arabic and Hebrew need them.
    isBroken: (name) => /[\u202A-\u202E\u2066-\u2069]/u.test(name),
    mistake: 'holds a character that overrides the direction of text',
  },
  {
    rule: 'name-invisible',
    // Between visible characters they are legitimate: emoji are joined by U+200D.
    isBroken: (name) =>
      name.trim() !== '' && /^[\p{Default_Ignorable_Code_Point}\p{Cf}\p{White_Space}]*$/u.test(name),
    mistake: 'holds nothing that can be seen',
  },
];

/** Violations of `name-length`, `name-space`, `name-control`, `name-direction`, `name-invisible` and `malformed-text`. */
export function textRules({ node, path, pointer }: PlacedNode): Violation[] {
  const broken = nameRules.filter(({ isBroken }) => isBroken(node.name));
  return [
    ...nameLength(node, path, pointer),
    ...broken.map(({ rule, mistake }) => {
      return { rule, pointer: `${pointer}/name`, detail: `The name of ${path} ${mistake}.` };
    }),
    ...(['name', 'description'] as const)
      .filter((member) => isMalformed(node[member] ?? ''))
      .map((member) => {
        const detail = `The ${member} of ${path} holds half of a surrogate pair.`;
        return { rule: 'malformed-text', pointer: `${pointer}/${member}`, detail };
      }),
  ];
}

/** Whether a text is not well-formed Unicode. RFC 8785 (3.2.2.2) forbids it, so there would be no checksum. */
export function isMalformed(text: string): boolean {
  return SURROGATE.test(text);
}

function nameLength({ name }: Node, path: string, pointer: string): Violation[] {
  // Counts code points, as JSON Schema does, and not UTF-16 code units.
  const length = [...name.trim()].length;
  if (length > 0 && length <= MAX_NAME_LENGTH) return [];
  const detail = `The name of ${path} has ${length} characters; 1 to ${MAX_NAME_LENGTH} are allowed.`;
  return [{ rule: 'name-length', pointer: `${pointer}/name`, detail }];
}
