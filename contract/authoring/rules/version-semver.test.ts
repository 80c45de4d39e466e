import { expect, it } from 'vitest';
import { lintWith } from './testing/lint.ts';

const lint = (version: unknown) =>
  lintWith('version-semver', { info: { title: 'Toys', version }, paths: {} });

it.each(['1.2.0', '0.1.0', '2.0.0-rc.1', '1.2.0+build.7'])('%s → not reported', async (version) => {
  expect(await lint(version)).toEqual([]);
});

it.each([
  ['one', '1.0.0'],
  ['1.2', '1.2.0'],
  ['v1.2.0', '1.2.0'],
  [' 1.2.0', '1.2.0'],
  ['1.2.0.1', '1.2.0'],
  ['01.2.0', '1.2.0'],
  [2, '2.0.0'],
])('%s → reported at the version, with what to write', async (version, meant) => {
  const [problem] = await lint(version);
  expect(problem).toContain('#/info/version: ');
  expect(problem).toContain(`Write version: ${meant}.`);
});
