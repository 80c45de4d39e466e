import { expect, it } from 'vitest';
import { findChanges } from './changes.ts';
import type { Level } from './model.ts';
import { editedToy } from './testing/edit.ts';
import { edits } from './testing/edits.ts';
import { toyText } from './testing/toy.ts';

const order: readonly Level[] = ['major', 'minor', 'patch'];

// Each comparison starts Redocly, which takes a second.
it.concurrent.each(edits)('$title → $level', async (edit) => {
  const levels = (await findChanges(toyText, editedToy(edit))).map(({ level }) => level);
  expect(order.find((level) => levels.includes(level))).toBe(edit.level);
});
