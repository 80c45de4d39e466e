import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { invalidValues } from './invalid-values.ts';
import { createSource } from './source.ts';

const contract = readContract();
const source = createSource(contract, ['S.POP.HPM.001', '1.2.3']);
const at = (name: string) => `/components/schemas/${name}`;

describe('validValues and invalidValues', () => {
  it.each(['Health', 'Taxonomy', 'Change', 'LayerList', 'Timestamp'])(
    '%s, with references, allOf and alternatives → only valid values, only invalid values',
    (name) => {
      const right = fc.sample(source.valid(at(name)), 20);
      expect(right.flatMap((value) => contract.validate(at(name), value))).toEqual([]);
      const wrong = fc.sample(invalidValues(source, at(name)), 20);
      expect(wrong.filter(({ value }) => contract.validate(at(name), value).length === 0)).toEqual([]);
    },
  );

  it('a known string that the schema allows → generated; another known string → never', () => {
    const versions = fc.sample(source.valid(at('DataVersion')), 100);
    expect(versions).toContain('1.2.3');
    expect(versions).not.toContain('S.POP.HPM.001');
  });

  it.each([
    ['/info', 'the type undefined of the schema at /info'],
    [at('UnknownAddressProblem'), 'the format uri-reference'],
  ])('%s, of which no value can be generated → an error that names it', (pointer, message) => {
    expect(() => source.valid(pointer)).toThrow(message);
  });
});
