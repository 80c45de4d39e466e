import { expect, it } from 'vitest';
import { renderYaml } from './served-document.ts';

it('a document as YAML → no aliases, and no line is folded', () => {
  const long = 'word '.repeat(40).trim();
  const shared = { long };
  expect(renderYaml({ a: shared, b: shared })).toBe(`a:\n  long: ${long}\nb:\n  long: ${long}\n`);
});
