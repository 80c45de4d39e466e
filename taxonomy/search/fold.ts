/** Text as search compares it. The fold of a fold is the same text. */

// Unicode has no decomposition for letters with a stroke.
const strokes = new Map([
  ['Ø', 'O'],
  ['Ł', 'L'],
  ['Đ', 'D'],
  ['Ħ', 'H'],
  ['Ŧ', 'T'],
]);

const steps: readonly ((text: string) => string)[] = [
  // Also replaces ligatures, full-width letters and other forms of the same character.
  (text) => text.normalize('NFKD'),
  // Marks that are no diacritics stay: in many scripts they are the vowels.
  (text) => text.replace(/(?=\p{M})\p{Diacritic}|\p{Default_Ignorable_Code_Point}/gu, ''),
  // Lower case first: only then do ß and ẞ become the same text.
  (text) => text.toLowerCase().toUpperCase(),
  (text) => text.replace(/[ØŁĐĦŦ]/g, (letter) => strokes.get(letter) ?? letter),
  // Names are written with _ or - between their words, and people type a space.
  (text) => text.replace(/[\s\p{Pc}\p{Pd}]+/gu, ' ').trim(),
  (text) => text.normalize('NFC'),
];

/**
 * The text without case, diacritics and invisible characters, with one space between its words. A text that has only
 * such characters keeps them, so that it can be found.
 */
export function fold(text: string): string {
  return steps.reduce((folded, step) => step(folded) || folded, text);
}
