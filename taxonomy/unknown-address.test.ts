import { expect, it, vi } from 'vitest';
import { convertHfnToMfa, convertMfaToHfn } from './conversion.ts';
import { defaultRelease } from './releases/index.ts';
import { createSnapshot } from './snapshot.ts';
import { below, leaf } from './testing/small-trees.ts';

const release = defaultRelease;

it('many aliases in another layer → none of them is read', () => {
  const elsewhere = Array.from({ length: 1000 }, (_, index) => ({ alias: `G.A${index}`, target: 'G.POP' }));
  const here = { alias: 'S.POP.HIPSTER', target: 'S.POP.HPM' };
  const snapshot = createSnapshot({ ...release, aliases: [...elsewhere, here] });
  const targetByAlias = new Map(snapshot.targetByAlias);
  const walks = (['keys', 'entries', 'forEach', Symbol.iterator] as const).map((way) =>
    vi.spyOn(targetByAlias, way),
  );

  expect(() => convertHfnToMfa({ ...snapshot, targetByAlias }, 'S.POP.HIPSTERS.001')).toThrow(
    'Unknown subcategory "HIPSTERS" in S.POP. Did you mean HIPSTER,',
  );
  expect(walks.flatMap(({ mock }) => mock.calls)).toEqual([]);
});

it.each([
  ['a code', convertHfnToMfa, 'S.POP.HPN.001', 'BAS'],
  ['a number', convertMfaToHfn, '2.001.099.001', '001'],
])('%s, from a snapshot that does not suggest → the known codes', (_, convert, address, first) => {
  const snapshot = { ...createSnapshot(release), suggests: false };
  expect(() => convert(snapshot, address)).toThrow(
    expect.objectContaining({
      message: expect.stringMatching(`Known there: ${first}, (\\w{3}, ){8}\\w{3} and 6 more\\.$`),
      details: expect.objectContaining({ suggestions: [] }),
    }),
  );
});

it('codes that are equally near → by code; ten that are known → all, without a count', () => {
  const codes = ['BAC', 'BAA', 'BAB', 'BAD', 'BAF', 'BAE', 'BAG', 'BAH', 'BAI', 'BAJ'];
  const leaves = codes.map((code, index) => leaf(code, String(index + 1).padStart(3, '0')));
  const snapshot = createSnapshot({ ...release, ...below(...leaves) });
  const suggested = 'Unknown subcategory "BAX" in S.POP. Did you mean BAA, BAB, BAC, BAD, BAE?';
  const listed = `Unknown subcategory "XYZ" in S.POP. Known there: ${codes.join(', ')}.`;
  expect(() => convertHfnToMfa(snapshot, 'S.POP.BAX.001')).toThrow(suggested);
  expect(() => convertHfnToMfa(snapshot, 'S.POP.XYZ.001')).toThrow(listed);
});
