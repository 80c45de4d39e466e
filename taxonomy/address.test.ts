import fc from 'fast-check';
import { checkSync } from 'recheck';
import { describe, expect, it } from 'vitest';
import { parseHfn, parseMfa } from './address.ts';
import { TaxonomyError } from './error.ts';
import {
  HFN_INPUT_PATTERN,
  HFN_PATTERN,
  MAX_ADDRESS_LENGTH,
  MFA_INPUT_PATTERN,
  MFA_PATTERN,
} from './notation.ts';
import { anyString } from './testing/address-arbitraries.ts';

const patterns = { HFN_INPUT_PATTERN, MFA_INPUT_PATTERN, HFN_PATTERN, MFA_PATTERN };

describe('parseHfn', () => {
  const accepted: [given: string, paths: string[], sequences: string[], suffix: string][] = [
    ['S.POP.HPM.001', ['S.POP.HPM'], ['001'], ''],
    [' \ts.pop.hpm.001\r\n', ['S.POP.HPM'], ['001'], ''],
    ['L.Y2K.80S.000', ['L.Y2K.80S'], ['000'], ''],
    ['S.POP.HPM.000000001000', ['S.POP.HPM'], ['000000001000'], ''],
    ['G.POP.SWIFT.001.MP3', ['G.POP.SWIFT'], ['001'], '.mp3'],
    ['S.POP.HPM.001.123', ['S.POP.HPM'], ['001'], '.123'],
    [
      'c.rmx.pop.001:s.fan.bas.002+l.vin.bas.003.Set',
      ['C.RMX.POP', 'S.FAN.BAS', 'L.VIN.BAS'],
      ['001', '002', '003'],
      '.set',
    ],
  ];
  it.each(accepted)('the HFN %j → its paths, sequences and suffix', (given, paths, sequences, suffix) => {
    const address = parseHfn(given);
    expect(address.parts.map(({ path }) => path)).toEqual(paths);
    expect(address.parts.map(({ sequence }) => sequence)).toEqual(sequences);
    expect(address.suffix).toBe(suffix);
  });
});

describe('parseMfa', () => {
  it('a composite MFA → base and components', () => {
    expect(parseMfa(' 9.001.001.001:10.016.001.001+3.007.001.1000.json ')).toEqual({
      parts: [
        { path: '9.001.001', sequence: '001' },
        { path: '10.016.001', sequence: '001' },
        { path: '3.007.001', sequence: '1000' },
      ],
      suffix: '.json',
    });
  });
});

describe('malformed addresses', () => {
  const hfn: [given: string, mistake: string][] = [
    ['', 'The HFN is empty.'],
    [' \n', 'The HFN is empty.'],
    ['S.POP', 'The HFN "S.POP" has 2 of the 4 segments.'],
    ['S.POP.HPM.001.mp3.gz', 'has 6 segments, more than 4 and a suffix.'],
    ['SS.POP.HPM.001', 'has "SS" for its layer, which is one letter.'],
    ['2.POP.HPM.001', 'has "2" for its layer'],
    ['S.P.HPM.001', 'has "P" for its category'],
    ['S.2POP.HPM.001', 'has "2POP" for its category'],
    ['S.POP.ABCDEFGHIJK.001', 'has "ABCDEFGHIJK" for its subcategory'],
    ['S.POP.HPM.01', 'has "01" for its sequence, which is three to twelve digits.'],
    ['S.POP.HPM.1234567890123', 'for its sequence'],
    ['S.POP.HPM.001.', 'has "" for its suffix, which is one to eight letters and digits.'],
    ['S.POP.HPM.001.extension', 'has "extension" for its suffix'],
    ['ſ.POP.HPM.001', 'has "ſ" for its layer'],
    ['\u00a0S.POP.HPM.001', 'for its layer'],
    [`${' '.repeat(9)}S.POP.HPM.001`, 'for its layer'],
    ['S.POP.BAS.001:S.FAN.BAS.001', 'Only an address on layer C carries components after ":".'],
    ['C.RMX.POP.001:C.RMX.POP.001', 'Component 1 "C.RMX.POP.001" is itself a composite.'],
    ['C.RMX.POP.001:', 'Component 1 "" has 1 of the 4 segments.'],
    ['C.RMX.POP.001:S.FAN.BAS.001+', 'Component 2 "" has 1 of the 4 segments.'],
    ['C.RMX.POP.001.mp3:S.FAN.BAS.001', 'has a suffix, which belongs at the end of the whole address.'],
    ['C.RMX.POP.001:S.FAN.BAS.001:S.FAN.BAS.002', 'More than one ":"'],
    [`C.RMX.POP.001:${Array(16).fill('S.FAN.BAS.001').join('+')}`, 'The HFN has 16 components; at most 15'],
    [
      `C.RMX.POP.001:${'S.FAN.BAS.001+'.repeat(14)}S.FAN.BAS.01`,
      'Component 15 "S.FAN.BAS.01" has "01" for its sequence',
    ],
    ['A'.repeat(100), `The HFN "${'A'.repeat(100)}" has 1 of the 4 segments.`],
    ['A'.repeat(512), `The HFN "${'A'.repeat(99)}…" has 1 of the 4 segments.`],
    ['C.RMX.POP.001+S.FAN.BAS.001', 'The HFN "C.RMX.POP.001+S.FAN.BAS.001" has 7 segments'],
  ];
  it.each(hfn)('malformed HFN %j → an error that names the mistake', (given, mistake) => {
    expect(() => parseHfn(given)).toThrow(mistake);
  });

  const mfa: [given: string, mistake: string][] = [
    ['S.POP.HPM.001', 'has "S" for its layer, which is a number from 1 to 99 without leading zeros.'],
    ['0.001.001.001', 'for its layer'],
    ['02.001.001.001', 'for its layer'],
    ['100.001.001.001', 'for its layer'],
    ['2.1.001.001', 'has "1" for its category, which is three digits.'],
    ['2.001.0001.001', 'for its subcategory'],
    ['2.001.007.001:3.001.001.001', 'Only an address on layer 9 carries components'],
    ['9.001.001.001:9.001.001.001', 'Component 1 "9.001.001.001" is itself a composite.'],
  ];
  it.each(mfa)('malformed MFA %j → an error that names the mistake', (given, mistake) => {
    expect(() => parseMfa(given)).toThrow(mistake);
  });

  it('10 MB → refused by its length, without the text in the message', () => {
    expect(() => parseHfn('A'.repeat(10_000_000))).toThrow(
      'The HFN is 10000000 characters long; at most 512',
    );
  });
});

describe('parsers and patterns', () => {
  it.each([
    ['HFN', HFN_INPUT_PATTERN, parseHfn],
    ['MFA', MFA_INPUT_PATTERN, parseMfa],
  ] as const)('any string as %s → accepted exactly when the pattern matches', (_, source, parse) => {
    const pattern = new RegExp(source);
    const matching = fc.stringMatching(pattern);
    fc.assert(
      fc.property(fc.oneof(anyString, matching), (text) => {
        expect(accepts(parse, text)).toBe(text.length <= MAX_ADDRESS_LENGTH && pattern.test(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('512 characters with white space → accepted, 513 → refused', () => {
    const components = Array(13).fill('G.ALIASALIAS.ALIASALIAS.000000000001').join('+');
    const longest = ` C.RMX.POP.001:${components}.12345678${' '.repeat(8)}`;
    expect(longest).toHaveLength(512);
    expect(accepts(parseHfn, longest)).toBe(true);
    expect(accepts(parseHfn, ` ${longest}`)).toBe(false);
  });
});

describe('the published patterns', () => {
  it.each(Object.entries(patterns))('%s → linear time', (_, source) => {
    expect(checkSync(source, '').status).toBe('safe');
  });

  it.each(Object.entries(patterns))(
    '%s → anchored, same meaning with the u flag, only features that RE2 has',
    (_, source) => {
      expect(source).toMatch(/^\^.*\$$/);
      expect(source).not.toMatch(/\(\?[=!<]|\\[1-9]/);
      const [plain, unicode] = [new RegExp(source), new RegExp(source, 'u')];
      fc.assert(fc.property(anyString, (text) => plain.test(text) === unicode.test(text)));
    },
  );
});

function accepts(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch (error) {
    if (error instanceof TaxonomyError && error.details.code === 'malformed-address') return false;
    throw error;
  }
}
