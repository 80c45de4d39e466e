import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fold } from './fold.ts';

it.each<[situation: string, given: string, want: string]>([
  ['case', 'Pop', 'POP'],
  ['diacritics', 'Épopée à Łódź', 'EPOPEE A LODZ'],
  ['one letter as two', 'Straße', 'STRASSE'],
  ['a capital of the same letter', 'STRAẞE', 'STRASSE'],
  ['the sigma at the end of a word', 'ΟΔΟΣ οδος', 'ΟΔΟΣ ΟΔΟΣ'],
  ['i with and without a dot', 'İıi', 'III'],
  ['full-width letters and ligatures', 'ＰＯＰ ﬁ', 'POP FI'],
  ['vowels that are marks → kept', 'हिंदी', 'हिंदी'],
  ['syllables of several letters', '한국', '한국'],
  ['separators of words', ' Hip_Hop \t Lo-Fi ', 'HIP HOP LO FI'],
  ['invisible characters', 'a\u200db\u00ad', 'AB'],
  ['separators alone → kept', '_', '_'],
  ['a diacritic alone → kept', '\u0301', '\u0301'],
  ['nothing', '', ''],
])('%s', (_, given, want) => {
  expect(fold(given)).toBe(want);
});

it('any text → the same text however often it is folded, in lower case, and composed or not', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 64 }), (text) => {
      const folded = fold(text);
      for (const other of [folded, text.toLowerCase(), text.normalize('NFC'), text.normalize('NFD')])
        expect(fold(other)).toBe(folded);
      expect(folded === '').toBe(text === '');
    }),
  );
});
