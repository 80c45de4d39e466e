/** What docs/mutants.yaml says about the code is about the code of today. `npm run mutants` checks the rest. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import type { Reason } from '../lib/mutants/model.ts';
import { projectRoot } from '../lib/project.ts';

const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8');

it('docs/mutants.yaml → each mutant has a reason, and its original text is in its file', () => {
  const reasons = load(read('docs/mutants.yaml')) as Reason[];
  expect(reasons.filter(({ reason }) => !/^[A-Z].*[.]$/.test(reason.trim()))).toEqual([]);
  const lines = reasons.flatMap(({ mutants }) => mutants.trim().split('\n'));
  expect(lines.length).toBeGreaterThan(20);
  expect(lines).toEqual([...new Set(lines)]);
  const isStale = (line: string) => {
    const [, file = '', original = ''] = /^(\S+) \w+: (.*?)…? → .*$/.exec(line) ?? [];
    return original === '' || !read(file).replace(/\s+/g, ' ').includes(original);
  };
  expect(lines.filter(isStale)).toEqual([]);
});
