import { expect, it } from 'vitest';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { type Diff, diffContract, isRefused, renderDiff } from './diff.ts';
import { bundleFile } from './earlier-bundle.ts';
import { createRepository } from './testing/repository.ts';

const folder = useTemporaryFolder();
const item = (path: string) => `  ${path}: { get: { responses: { "200": { description: All. } } } }\n`;
const contract = (...paths: string[]) =>
  `openapi: 3.1.0\ninfo: { title: Toy, version: 1.0.0 }\npaths:\n${paths.map(item).join('')}`;

it('a path removed → listed before the first release, refused after it', async () => {
  const root = folder();
  const { write, git, commit } = createRepository(root);
  await write(contract('/things'));
  expect(await diffContract(root)).toEqual({ missing: 'git knows no commit here' });

  git('init');
  const head = await commit(contract('/things'));
  await write(contract('/things', '/others'));
  expect(await diffContract(root)).toEqual({ revision: head, isReleased: false, breaking: [] });

  await write(contract('/others'));
  const removed = { message: 'Path `/things` was removed.', document: 'earlier', line: 4 };
  const unreleased = await diffContract(root);
  expect(unreleased).toEqual({ revision: head, isReleased: false, breaking: [removed] });
  expect(isRefused(unreleased)).toBe(false);

  git('tag', 'v1.0.0');
  const released = await diffContract(root);
  expect(released).toEqual({ revision: 'v1.0.0', isReleased: true, breaking: [removed] });
  expect(isRefused(released)).toBe(true);
});

it.each<[string, Diff, string]>([
  ['nothing to compare with', { missing: 'why' }, 'Skipped: why'],
  [
    'nothing broken',
    { revision: 'v1.0.0', isReleased: true, breaking: [] },
    'The contract breaks no client of v1.0.0.',
  ],
  ['no release', { revision: 'abc', isReleased: false, breaking: [] }, 'Skipped: no released contract'],
])('%s → one line', (_, diff, text) => {
  expect(renderDiff(diff)).toBe(text);
});

const path = { message: 'A path was renamed.', document: 'later', line: 4 } as const;
const pattern = { message: `\`pattern\` became ${'x'.repeat(99)}.`, document: 'earlier', line: 7 } as const;

it('breaking changes → what, where and what to do, within 80 columns', () => {
  const text = renderDiff({ revision: 'v1.0.0', isReleased: true, breaking: [path, pattern] });
  expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(text).toContain(`\n${bundleFile}:4\n  A path was renamed.\n`);
  expect(text).toContain(`\nv1.0.0:${bundleFile}:7\n  \`pattern\` became xxx`);
  expect(text).toMatch(/npm run generate$/);
});

it('breaking changes before the first release → listed, and a last line that says Skipped', () => {
  const text = renderDiff({ revision: 'abc', isReleased: false, breaking: [path] });
  expect(text).toBe(
    `Changed since abc, and allowed:\n\n${bundleFile}:4\n  A path was renamed.\n\nSkipped: no released contract`,
  );
});
