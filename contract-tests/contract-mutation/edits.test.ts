import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../lib/project.ts';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { contractEdits, whileEdited } from './edits.ts';

const edit = { kind: 'loosened', file: 'a.yaml', from: 'maxLength: 9', to: 'maxLength: 99' };

const root = useTemporaryFolder();
beforeEach(async () => {
  await mkdir(join(root(), 'openapi'));
  await writeFile(join(root(), 'openapi/a.yaml'), 'type: string\nmaxLength: 9\n');
});

const read = () => readFile(join(root(), 'openapi/a.yaml'), 'utf8');

describe('whileEdited', () => {
  it('text that the file contains once → edited during `use` only', async () => {
    expect(await whileEdited(root(), edit, read)).toBe('type: string\nmaxLength: 99\n');
    expect(await read()).toBe('type: string\nmaxLength: 9\n');
  });

  it('`use` fails → the edit is undone', async () => {
    await expect(whileEdited(root(), edit, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await read()).toBe('type: string\nmaxLength: 9\n');
  });

  it.each([
    ['text that is missing', { from: 'minLength' }, 'loosened: a.yaml must contain this once, not 0 times'],
    ['text that occurs more often', { from: 't' }, 'loosened: a.yaml must contain this once, not 3 times'],
    ['the same text again', { to: edit.from }, 'loosened: the edit of a.yaml changes nothing'],
  ])('%s → an error that names the edit', async (_, change, message) => {
    await expect(whileEdited(root(), { ...edit, ...change }, read)).rejects.toThrow(message);
  });
});

it('contractEdits → each of another kind', () => {
  const kinds = contractEdits.map(({ kind }) => kind);
  expect([...new Set(kinds)]).toEqual(kinds);
});

// Otherwise only the command, which no pipeline of a change runs, finds that a passage has moved.
it.each(contractEdits)('$kind, $file → the file contains the text once', async ({ file, from }) => {
  const text = await readFile(join(projectRoot, 'openapi', file), 'utf8');
  expect(text.split(from)).toHaveLength(2);
});
