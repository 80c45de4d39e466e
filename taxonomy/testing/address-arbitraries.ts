/** fast-check arbitraries: existing addresses, and strings that may be invalid. */
import fc from 'fast-check';
import { type Snapshot, subcategoryEntries } from '../snapshot.ts';

const sequences = fc.stringMatching(/^[0-9]{3,12}$/);
const suffixes = fc.option(fc.stringMatching(/^\.[a-z0-9]{1,8}$/), { nil: '' });

/** Canonical HFN addresses of a snapshot, plain and composite, with any sequence and suffix. */
export function canonicalHfn({ release }: Snapshot): fc.Arbitrary<string> {
  const part = (paths: readonly string[]) =>
    fc.tuple(fc.constantFrom(...paths), sequences).map(([path, sequence]) => `${path}.${sequence}`);
  const paths = subcategoryEntries(release).map(({ hfn }) => hfn);
  const bases = paths.filter((path) => path.startsWith('C.'));
  const components = paths.filter((path) => !path.startsWith('C.'));
  const plain = part(paths);
  if (bases.length === 0 || components.length === 0)
    return fc.tuple(plain, suffixes).map((parts) => parts.join(''));
  const composite = fc
    .tuple(part(bases), fc.array(part(components), { minLength: 1, maxLength: 6 }))
    .map(([base, others]) => `${base}:${others.join('+')}`);
  return fc.tuple(fc.oneof(plain, composite), suffixes).map((parts) => parts.join(''));
}

const examples = [
  'S.POP.HPM.001',
  ' g.pop.swift.1000.mp3\n',
  'C.RMX.POP.001:S.FAN.BAS.001+L.VIN.BAS.001.set',
  '2.001.007.001',
  '9.001.001.001:2.016.001.001+3.007.001.001.json',
];
const fragments = [
  ...'SCZ29',
  '10',
  '.POP',
  '.001',
  '.BAS',
  '.',
  ':',
  '+',
  '.mp3',
  ' ',
  '\t',
  '\u00a0',
  '\0',
];
const edgeCaseStrings = [
  '',
  '__proto__',
  'constructor',
  'S.__proto__.POP.001',
  'ſ.POP.BAS.001',
  'S.POP.ßA.001',
  'S.POP.BAS.٠٠١',
  `${'S.POP.BAS.'}${'0'.repeat(300)}`,
  ' '.repeat(9),
];

/** Strings that are addresses, addresses with one wrong character, or something else. */
export const anyString: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(...examples, ...edgeCaseStrings),
  fc.array(fc.constantFrom(...fragments), { maxLength: 24 }).map((parts) => parts.join('')),
  fc
    .tuple(
      fc.constantFrom(...examples),
      fc.nat(),
      fc.nat({ max: 1 }),
      fc.string({ unit: 'binary', maxLength: 1 }),
    )
    .map(([text, at, removed, inserted]) => {
      const index = at % (text.length + 1);
      return text.slice(0, index) + inserted + text.slice(index + removed);
    }),
);
