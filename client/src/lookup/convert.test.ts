import { expect, it } from 'vitest';
import { layer, leaf, pop } from '../../../taxonomy/testing/small-trees.ts';
import type { Release } from '../../../taxonomy/tree.ts';
import { createLookup } from './lookup.ts';

const release: Release = {
  version: '1.0.0',
  checksum: '',
  lastUpdated: '',
  layers: [
    layer('S', '2', pop(leaf('BAS', '001'), leaf('HPM', '007'))),
    layer('T', '12', pop(leaf('BAS', '001'))),
  ],
  aliases: [
    { alias: 'S.POP.HIP', target: 'T.POP.BAS' },
    { alias: 'X.POP', target: 'S.POP' },
  ],
};
/** Nothing is indexed yet. */
const lookup = () => createLookup(structuredClone(release));

const both = (hfn: string, mfa: string, more = {}) => ({ data: { hfn, mfa, ...more, success: true } });

it.each([
  ['S.POP.HPM.042', both('S.POP.HPM.042', '2.001.007.042')],
  ['t.pop.bas.001', both('T.POP.BAS.001', '12.001.001.001')],
  ['X.POP.HPM.001', both('S.POP.HPM.001', '2.001.007.001')],
  ['S.POP.HIP.001', both('T.POP.BAS.001', '12.001.001.001', { aliasOf: 'T.POP.BAS' })],
])('the HFN %s → as the service converts it', (hfn, want) => {
  expect(lookup().hfnToMfa(hfn)).toMatchObject(want);
});

it('the MFA 12.001.001.001 → as the service converts it', () => {
  expect(lookup().mfaToHfn('12.001.001.001')).toEqual(both('T.POP.BAS.001', '12.001.001.001'));
});

it.each<[hfn: string, problem: object]>([
  ['S.POP', { type: '/problems/malformed-address', status: 400 }],
  [
    'S.POP.HPN.001',
    {
      type: '/problems/unknown-address',
      status: 422,
      segment: 'subcategory',
      value: 'HPN',
      suggestions: ['HPM', 'HIP'],
    },
  ],
  [
    'S.POB.HPM.001',
    { type: '/problems/unknown-address', segment: 'category', value: 'POB', suggestions: ['POP'] },
  ],
  ['U.POP.HPM.001', { type: '/problems/unknown-address', segment: 'layer', value: 'U' }],
])('the HFN %s → the problem of the service, without a code', (hfn, problem) => {
  const converted = lookup().hfnToMfa(hfn);
  expect(converted).toEqual({ problem: expect.objectContaining({ ...problem, detail: expect.any(String) }) });
  expect(converted.problem).not.toHaveProperty('code');
});

it('a value that is no text → an error of the caller, which is thrown', () => {
  expect(() => lookup().hfnToMfa(7 as never)).toThrow(/is not a function/);
});
