import { expect, it } from 'vitest';
import { readContract } from '../bundle-file.ts';
import { findBreakingChanges } from './breaking-changes.ts';

const { text } = readContract();
const edited = (...edits: readonly (readonly [from: string, to: string])[]) =>
  edits.reduce((document, [from, to]) => document.replace(from, to), text);
const pathRenamed = ['/api/taxonomy/layers:', '/api/taxonomy/levels:'] as const;
const unknownKinds = '            - /problems/unknown-layer\n            - /problems/unknown-category\n';

// Each comparison starts Redocly, so this one finds several changes.
it('a path renamed, a body limit lowered, a kind of problem added to a response → breaking', async () => {
  const later = edited(
    pathRenamed,
    ['x-max-bytes: 8192', 'x-max-bytes: 99'],
    [unknownKinds, `${unknownKinds}            - /problems/not-found\n`],
  );
  const found = await findBreakingChanges(text, later);
  const messages = [
    'Path `/api/taxonomy/layers` was renamed to `/api/taxonomy/levels`.',
    'Bodies of more than 99 bytes are refused.',
    "Enum of `type` gained values: '/problems/not-found'.",
  ];
  const wanted = messages.map((message) => expect.objectContaining({ message, document: 'later' }));
  expect(found).toEqual(expect.arrayContaining(wanted));
  expect(new Set(found.map(({ message }) => message))).toEqual(new Set(messages));
});

it.each([
  ['the same', text],
  [
    'a body limit raised, a kind of problem added to the list of all',
    edited(
      ['x-max-bytes: 8192', 'x-max-bytes: 9999'],
      ['        - /problems/internal\n', '        - /problems/internal\n        - /problems/teapot\n'],
    ),
  ],
  ['the minor number raised', edited(['version: 1.2.0', 'version: 1.3.0'])],
  ['a path renamed and the major number raised', edited(pathRenamed, ['version: 1.2.0', 'version: 2.0.0'])],
])('%s → not breaking', async (_, later) => {
  expect(await findBreakingChanges(text, later)).toEqual([]);
});

it('the later text is no contract → an error', async () => {
  await expect(findBreakingChanges(text, 'x')).rejects.toThrow('Command failed');
});
