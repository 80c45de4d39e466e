import { rm } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { diffContract, renderDiff } from './diff.ts';
import { bundleFile } from './earlier-bundle.ts';
import { createRepository } from './testing/repository.ts';

const item = (path: string) => `  ${path}: { get: { responses: { "200": { description: All. } } } }\n`;
const contract = (...paths: string[]) =>
  `openapi: 3.1.0\ninfo: { title: Toy, version: 1.0.0 }\npaths:\n${paths.map(item).join('')}`;

it('edits of a contract in git → what they break', async () => {
  const { root, write, git, commit } = await createRepository();
  await write(contract('/things'));
  expect(await diffContract(root)).toEqual({ missing: 'git knows no commit here' });

  git('init');
  const head = await commit(contract('/things'));
  await write(contract('/things', '/others'));
  expect(await diffContract(root)).toEqual({ commit: head, breaking: [] });

  await write(contract('/others'));
  const removed = { message: 'Path `/things` was removed.', document: 'earlier', line: 4 };
  expect(await diffContract(root)).toEqual({ commit: head, breaking: [removed] });
  await rm(root, { recursive: true });
});

it.each([
  ['nothing to compare with', { missing: 'why' }, 'Skipped: why'],
  ['nothing broken', { commit: 'abc', breaking: [] }, 'The contract breaks no client of abc.'],
])('%s → one line', (_, diff, text) => {
  expect(renderDiff(diff)).toBe(text);
});

it('something broken → what, where, and what to do, within 80 columns', () => {
  const path = { message: 'A path was renamed.', document: 'later', line: 4 } as const;
  const pattern = { message: `\`pattern\` became ${'x'.repeat(99)}.`, document: 'earlier', line: 7 } as const;
  const text = renderDiff({ commit: 'abc', breaking: [path, pattern] });
  expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(text).toContain(`\n${bundleFile}:4\n  A path was renamed.\n`);
  expect(text).toContain(`\nabc:${bundleFile}:7\n  \`pattern\` became\n  xxx`);
  expect(text).toMatch(/npm run generate$/);
});
