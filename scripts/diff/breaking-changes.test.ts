import { expect, it } from 'vitest';
import { readContract } from '../../contract/contract.ts';
import { findBreakingChanges } from './breaking-changes.ts';

const { text } = readContract();
const edited = (from: string, to: string) => text.replace(from, to);
const renamed = edited('/api/taxonomy/layers:', '/api/taxonomy/levels:');

it.each([
  ['a path renamed', renamed, 'Path `/api/taxonomy/layers` was renamed to `/api/taxonomy/levels`.'],
  [
    'a body limit lowered',
    edited('x-max-bytes: 8192', 'x-max-bytes: 99'),
    'Bodies of more than 99 bytes are refused.',
  ],
  [
    'a response may be a problem of another kind',
    edited(
      '            - /problems/unknown-layer\n            - /problems/unknown-category\n',
      '            - /problems/unknown-layer\n            - /problems/unknown-category\n            - /problems/not-found\n',
    ),
    "Enum of `type` gained values: '/problems/not-found'.",
  ],
])('%s → breaking', async (_, later, message) => {
  const [change] = await findBreakingChanges(text, later);
  expect(change).toMatchObject({ message, document: 'later' });
});

it.each([
  ['the same', text],
  ['a body limit raised', edited('x-max-bytes: 8192', 'x-max-bytes: 9999')],
  [
    'a kind of problem added to the catalogue',
    edited('        - /problems/internal\n', '        - /problems/internal\n        - /problems/teapot\n'),
  ],
  ['the minor number raised', edited('version: 1.2.0', 'version: 1.3.0')],
  ['a path renamed and the major number raised', renamed.replace('version: 1.2.0', 'version: 2.0.0')],
])('%s → not breaking', async (_, later) => {
  expect(await findBreakingChanges(text, later)).toEqual([]);
});

it('no contract → refused', async () => {
  await expect(findBreakingChanges(text, 'x')).rejects.toThrow('Command failed');
});
