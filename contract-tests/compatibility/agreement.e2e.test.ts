import { expect, it } from 'vitest';
import { edits } from '../../contract/authoring/diff/testing/edits.ts';
import { runEdited } from './testing/run-edited.ts';

// `contract/authoring/diff/changes.e2e.test.ts` proves that the diff gives each edit its level.
const seen = edits.filter(({ unseen }) => unseen === undefined);
const unseen = edits.filter(({ unseen }) => unseen !== undefined);

it.each(seen)('$title, which is $level → a client breaks exactly if it is major', async (edit) => {
  const { broken } = await runEdited(edit);
  expect({ broken, isBroken: broken.length > 0 }).toMatchObject({ isBroken: edit.level === 'major' });
});

it.each(unseen)('$title → not seen: $unseen', async (edit) => {
  expect((await runEdited(edit)).broken).toEqual([]);
});
