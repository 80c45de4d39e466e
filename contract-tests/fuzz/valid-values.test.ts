import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { brokenValues } from './broken-values.ts';
import { createSource } from './source.ts';

const contract = readContract();
const source = createSource(contract, ['S.POP.HPM.001', '1.2.3']);
const at = (name: string) => `/components/schemas/${name}`;

describe('values of a schema and values that break it', () => {
  it.each(['Health', 'Taxonomy', 'Change', 'LayerList', 'Timestamp'])(
    '%s, with references, allOf and alternatives → values of it and values that are none',
    (name) => {
      const right = fc.sample(source.valid(at(name)), 20);
      expect(right.flatMap((value) => contract.validate(at(name), value))).toEqual([]);
      const wrong = fc.sample(brokenValues(source, at(name)), 20);
      expect(wrong.filter(({ value }) => contract.validate(at(name), value).length === 0)).toEqual([]);
    },
  );

  it('a known string that the schema takes → used; one that it does not take → never', () => {
    const versions = fc.sample(source.valid(at('DataVersion')), 100);
    expect(versions).toContain('1.2.3');
    expect(versions).not.toContain('S.POP.HPM.001');
  });

  it.each([
    ['/info', 'the schema at /info'],
    [at('UnknownAddressProblem'), 'the format uri-reference'],
  ])('%s, of which no value is known → named', (pointer, message) => {
    expect(() => source.valid(pointer)).toThrow(message);
  });
});
