import { expect, it } from 'vitest';
import { edits } from '../../contract/authoring/diff/testing/edits.ts';
import { runEdited } from './testing/run-edited.ts';

const editCalled = (title: string) => {
  const found = edits.find((edit) => edit.title === title);
  if (!found) throw new Error(`no edit is called ${title}`);
  return found;
};

// `agreement.e2e.test.ts` has all edits.
it.each([
  ['path removed', 'getStatus › 200 › well', 'status'],
  ['request property made required', 'orderToy › 201 › ball', 'status'],
  ['response property removed', 'getShelf › 200 › top', 'body /count'],
  ['enum value of a response added', 'getShelf › 200 › top', 'body /toys/0/kind'],
  ['kind of problem added to a response', 'getShelf › 404 › attic', 'body /type'],
  ['response header made optional', 'getShelf › 200 › top', 'header x-count'],
  ['response media type replaced', 'getShelf › 200 › top', 'status'],
  ['security added', 'getStatus › 200 › well', 'status'],
])('%s → broken: %s, %s', async (title, testCase, where) => {
  const { broken } = await runEdited(editCalled(title));
  expect(broken).toContainEqual(expect.objectContaining({ testCase, where }));
});

it.each([
  'closed response opened',
  'response header added',
  'error response added',
  'limit of a parameter loosened',
])('%s → nothing broken, and every case was sent', async (title) => {
  const { broken, ran, version } = await runEdited(editCalled(title));
  expect({ broken, ran, version }).toEqual({ broken: [], ran: 16, version: '1.2.0' });
});

it('a server that we did not start → gets no request that may change its data, and these cases are skipped', async () => {
  const log: string[] = [];
  const credentials = { token: 'any', rejected: {} };
  const targetAt = (url: string) => ({ name: 'elsewhere', url, servesExamples: true, credentials });
  const { broken, ran, skipped } = await runEdited(
    editCalled('security removed'),
    targetAt,
    (line) => void log.push(line),
  );
  expect(broken).toEqual([]);
  // A case may send several requests.
  expect([ran > 0, log.length >= ran, skipped > 0]).toEqual([true, true, true]);
  expect(log.filter((line) => line.startsWith('POST'))).toEqual([]);
});
