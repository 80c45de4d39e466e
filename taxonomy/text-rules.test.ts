import { describe, expect, it } from 'vitest';
import { checkRules } from './rules.ts';
import { bas, below, layer, pop, subcategories } from './testing/small-trees.ts';
import { noteRules } from './text-rules.ts';

/** The rules that a text breaks, without the member in their names. */
const broken: [what: string, text: string, kinds: string[]][] = [
  // Everything that trim() removes. Those that are control characters, too, are with these below.
  ['U+0020 before', ' Pop', ['space']],
  ['U+0020 after', 'Pop ', ['space']],
  ...['00A0', '1680', '2000', '2001', '2002', '2003', '2004', '2005', '2006', '2007', '2008', '2009', '200A']
    .concat('202F', '205F', '3000', 'FEFF', '200B', '2800')
    .flatMap((hex): (typeof broken)[number][] => [
      [`U+${hex} before`, `${character(hex)}Pop`, ['space']],
      [`U+${hex} after`, `Pop${character(hex)}`, ['space']],
      [`U+${hex} alone, twice`, character(hex).repeat(2), ['invisible']],
    ]),
  ['a tab before', '\tPop', ['space', 'control']],
  ['a line end after', 'Pop\n', ['space', 'control']],
  ['U+2028 after', 'Pop\u2028', ['space', 'control']],
  ['U+2029 after', 'Pop\u2029', ['space', 'control']],

  ['NUL', 'Po\0p', ['control']],
  ['NUL alone', '\0', ['control']],
  ['a tab', 'Po\tp', ['control']],
  ['CR and LF', 'Po\r\np', ['control']],
  ['VT', 'Po\vp', ['control']],
  ['FF', 'Po\fp', ['control']],
  ['ESC', 'Po\u001B[31mp', ['control']],
  ['DEL', 'Po\u007Fp', ['control']],
  ['U+0080', 'Po\u0080p', ['control']],
  ['NEL', 'Po\u0085p', ['control']],
  ['U+009F', 'Po\u009Fp', ['control']],
  ['U+2028', 'Po\u2028p', ['control']],
  ['U+2029', 'Po\u2029p', ['control']],

  ...['202A', '202B', '202C', '202D', '202E', '2066', '2067', '2068', '2069'].map(
    (hex): (typeof broken)[number] => [`U+${hex}`, `Po${character(hex)}p`, ['direction']],
  ),
  ['an override alone', '\u202E', ['direction', 'invisible']],

  ['ZWNJ and ZWJ alone', '\u200C\u200D', ['invisible']],
  ['marks of direction alone', '\u200E\u200F\u061C', ['invisible']],
  ['a soft hyphen alone', '\u00AD', ['invisible']],
  ['a word joiner alone', '\u2060', ['invisible']],
  ['invisible operators alone', '\u2061\u2064', ['invisible']],
  ['U+180E alone', '\u180E', ['invisible']],
  ['Hangul fillers alone', '\u115F\u1160', ['invisible']],
  ['U+3164 alone', '\u3164', ['invisible']],
  ['U+FFA0 alone', '\uFFA0', ['invisible']],
  ['tags alone', '\u{E0041}\u{E007F}', ['invisible']],
  ['U+FE0F alone', '\uFE0F', ['invisible']],
  ['U+E0100 alone', '\u{E0100}', ['invisible']],
  ['a combining grapheme joiner alone', '\u034F', ['invisible']],
  ['a combining mark alone', '\u0301', ['invisible']],
  ['an enclosing mark alone', '\u20DD', ['invisible']],
  ['a space and a combining mark', ' \u0301', ['invisible']],

  ['half a pair, the first', 'Po\uD83Dp', ['malformed-text']],
  ['half a pair, the second', '\uDE00', ['malformed-text']],
  ['a pair in the wrong order', '\uDE00\uD83D', ['malformed-text']],
];

const legal: [what: string, text: string][] = [
  ['German, composed', 'Köln'],
  ['German, a combining mark behind its letter', 'Ko\u0308ln'],
  ['Vietnamese, two marks', 'Tiê\u0301ng Viê\u0323t'],
  ['Arabic with vowel marks', 'مُوسِيقَى شَعْبِيَّة'],
  ['Arabic with its mark of direction', 'موسيقى\u061C'],
  ['Persian with ZWNJ', 'می\u200Cخواهم'],
  ['Hebrew with points', 'שָׁלוֹם'],
  ['Hebrew with a mark of direction at the end', 'רוק (90)\u200F'],
  ['Hindi with ZWJ', 'क्\u200Dष'],
  ['Hindi that ends in ZWJ', 'र्\u200D'],
  ['Tamil', 'தமிழ் இசை'],
  ['Thai', 'เพลงไทย'],
  ['Chinese with a space of its own width', '流行\u3000音乐'],
  ['Japanese', 'Jポップ'],
  ['Korean in parts', '\u1112\u1161\u11AB'],
  ['Mongolian with a variation selector', 'ᠮᠣᠩᠭᠣᠯ\u180B'],
  ['an emoji of several, joined', '👩\u200D👩\u200D👧'],
  ['an emoji with a variation selector at its end', '❤\uFE0F'],
  ['a flag of tags', '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}'],
  ['a keycap', '1\uFE0F\u20E3'],
  ['beyond the basic plane', '𝄞 𐍈 𠮷'],
  ['a soft hyphen within', 'Volks\u00ADmusik'],
  ['a space without width within', 'ภาษา\u200Bไทย'],
  ['a space that does not break within', 'R\u00A0&\u00A0B'],
  ['a spacing mark', 'का'],
  ['one digit', '1'],
];

const named = (name: string) => below({ ...bas, name });
const described = (description: string) => below({ ...bas, description });
const rulesOf = (violations: readonly { rule: string; pointer: string }[]) =>
  violations.map(({ rule, pointer }) => [rule, pointer]);
const wanted = (member: string, pointer: string, kinds: readonly string[]) =>
  kinds.map((kind) => [kind === 'malformed-text' ? kind : `${member}-${kind}`, pointer]);

it('the table has the texts that it is about', () => {
  expect(broken.length + legal.length).toBeGreaterThan(100);
  expect(new Set([...broken, ...legal].map(([what]) => what)).size).toBe(broken.length + legal.length);
});

describe.each(broken)('%s', (_, text, kinds) => {
  it('as a name → its rules', () => {
    const pointer = `${subcategories}/0/name`;
    // A name that trim() empties has no characters.
    const name = text.trim() === '' ? [['name-length', pointer]] : wanted('name', pointer, kinds);
    expect(rulesOf(checkRules(named(text)))).toEqual(name);
  });

  it('as a description and as a note → its rules', () => {
    const pointer = `${subcategories}/0/description`;
    expect(rulesOf(checkRules(described(text)))).toEqual(wanted('description', pointer, kinds));
    expect(rulesOf(noteRules(text))).toEqual(wanted('note', '/note', kinds));
  });

  it('as an alias, and as its target → its grammar, and no such node', () => {
    const taxonomy = { layers: [layer('S', '2', pop(bas))], aliases: [] };
    const rules = (alias: string, target: string) =>
      checkRules({ ...taxonomy, aliases: [{ alias, target }] }).map(({ rule }) => rule);
    expect(rules(`S.POP.${text}`, 'S.POP.BAS')).toEqual(['alias-grammar']);
    expect(rules('S.POP.OLD', `S.POP.${text}`)).toEqual(['alias-target']);
  });
});

it.each(legal)('%s → legal as a name, as a description and as a note', (_, text) => {
  expect([...checkRules(named(text)), ...checkRules(described(text)), ...noteRules(text)]).toEqual([]);
});

function character(hex: string): string {
  return String.fromCodePoint(Number.parseInt(hex, 16));
}
