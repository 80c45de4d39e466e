/** Rules for texts that people read: a text must be visible, and look everywhere as it was written. */
import type { Violation } from './error.ts';
import type { Node, PlacedNode } from './tree.ts';

const MAX_NAME_LENGTH = 120;

const SURROGATE = /\p{Surrogate}/u;

// Of zero width, or blank: white space, joiners, tags, fillers, a mark without its letter, U+2800 (empty Braille).
const INVISIBLE = /^[\p{Default_Ignorable_Code_Point}\p{Cf}\p{White_Space}\p{Mn}\p{Me}\u2800]*$/u;

interface TextRule {
  /** The second half of the id of the rule. */
  readonly kind: 'space' | 'control' | 'direction' | 'invisible';
  readonly isBroken: (text: string) => boolean;
  /** What is wrong with the text: the end of a sentence. */
  readonly mistake: string;
}

const rules: readonly TextRule[] = [
  {
    kind: 'space',
    // U+200B is a space without width. Joiners and marks of direction may begin or end a word.
    isBroken: (text) => !INVISIBLE.test(text) && /^[\s\u200B\u2800]|[\s\u200B\u2800]$/u.test(text),
    mistake: 'begins or ends with a space',
  },
  {
    kind: 'control',
    // U+2028 and U+2029 end a line, as control characters do.
    isBroken: (text) => /[\p{Cc}\u2028\u2029]/u.test(text),
    mistake: 'holds a control character',
  },
  {
    kind: 'direction',
    // Embeddings, overrides and isolates: they reorder the text that follows. The three marks that are left
    // (U+061C, U+200E, U+200F) do not, and names in Arabic and Hebrew need them.
    isBroken: (text) => /[\u202A-\u202E\u2066-\u2069]/u.test(text),
    mistake: 'holds a character that overrides the direction of text',
  },
  {
    kind: 'invisible',
    // Between visible characters they are legitimate: emoji and words in Persian and Hindi hold joiners.
    isBroken: (text) => INVISIBLE.test(text),
    mistake: 'holds nothing that can be seen',
  },
];

/**
 * Violations of `name-length`, `malformed-text`, and of `name-…` and `description-…`, each with `space`, `control`,
 * `direction` and `invisible`.
 */
export function textRules({ node, path, pointer }: PlacedNode): Violation[] {
  const { name, description } = node;
  return [
    ...nameLength(node, path, pointer),
    // A name of spaces alone is empty, which name-length reports.
    ...(name.trim() === '' ? [] : brokenTextRules('name', name, pointer, ` of ${path}`)),
    ...(description === undefined ? [] : brokenTextRules('description', description, pointer, ` of ${path}`)),
  ];
}

/** Violations of `note-space`, `note-control`, `note-direction`, `note-invisible` and `malformed-text`. */
export function noteRules(note: string): Violation[] {
  return brokenTextRules('note', note, '');
}

/** @param of whose text it is, as a sentence says it */
function brokenTextRules(
  member: 'name' | 'description' | 'note',
  text: string,
  parent: string,
  of = '',
): Violation[] {
  const violation = (rule: string, mistake: string) => {
    return { rule, pointer: `${parent}/${member}`, detail: `The ${member}${of} ${mistake}.` };
  };
  return [
    ...rules
      .filter(({ isBroken }) => isBroken(text))
      .map(({ kind, mistake }) => violation(`${member}-${kind}`, mistake)),
    ...(isMalformed(text) ? [violation('malformed-text', 'holds half of a surrogate pair')] : []),
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
