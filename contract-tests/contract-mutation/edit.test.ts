import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { whileEdited } from './edit.ts';
import { contractEdits } from './edits.ts';

const edit = { kind: 'loosened', file: 'a.yaml', from: 'maxLength: 9', to: 'maxLength: 99' };

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'edit-'));
  await mkdir(join(root, 'openapi'));
  await writeFile(join(root, 'openapi/a.yaml'), 'type: string\nmaxLength: 9\n');
});
afterEach(() => rm(root, { recursive: true }));

const read = () => readFile(join(root, 'openapi/a.yaml'), 'utf8');

describe('whileEdited', () => {
  it('text that is there once → changed for as long as it is used', async () => {
    expect(await whileEdited(root, edit, read)).toBe('type: string\nmaxLength: 99\n');
    expect(await read()).toBe('type: string\nmaxLength: 9\n');
  });

  it('the use fails → changed back all the same', async () => {
    await expect(whileEdited(root, edit, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await read()).toBe('type: string\nmaxLength: 9\n');
  });

  it.each([
    ['text that is not there', { from: 'minLength' }, 'loosened: a.yaml has this 0 times'],
    ['text that is there twice', { from: 't' }, 'loosened: a.yaml has this 3 times'],
    ['the same text again', { to: edit.from }, 'loosened: the edit of a.yaml changes nothing'],
  ])('%s → refused by name', async (_, change, message) => {
    await expect(whileEdited(root, { ...edit, ...change }, read)).rejects.toThrow(message);
  });
});

it('the edits → each of its own kind', () => {
  const kinds = contractEdits.map(({ kind }) => kind);
  expect([...new Set(kinds)]).toEqual(kinds);
});
