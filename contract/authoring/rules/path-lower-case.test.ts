import { expect, it } from 'vitest';
import { lintWith } from './testing/lint.ts';

const lint = (path: string) => lintWith('path-lower-case', { paths: { [path]: {} } });

it.each(['/a/{itemId}', '/a-b/{a_b}.json', '/a/{id}:archive'])('%s → not reported', async (path) => {
  expect(await lint(path)).toEqual([]);
});

it.each(['/aB', '/a/b_c/{id}', '/a/{id}.JSON'])('%s → reported', async (path) => {
  const [message] = await lint(path);
  expect(message).toContain('The path has capital letters or _. Use lower case and hyphens.');
});
