/** Functions of store.ts, with stores that fail. */
import { expect, it } from 'vitest';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { createMemoryStore } from './memory-store.ts';
import { checkFollows, checkStillCurrent, loadCurrent, loadHistory } from './store.ts';

it('the history does not reach back to a version → no changes that lead back from it', async () => {
  const history = async () => [{ version: '1.0.1', changes: [] }];
  expect(await loadHistory({ history }, '1.0.0')).toEqual([{ version: '1.0.0', changes: [] }]);
});

it('a release cannot be read for another reason than damage → passed on', async () => {
  const store = createMemoryStore(bundledReleases);
  const get = () => Promise.reject(new TypeError('a bug'));
  await expect(loadCurrent({ ...store, get })).rejects.toThrow('a bug');
});

it.each([
  ['1.0.1', '1.0.0', 'The current version is 1.0.1, and no longer 1.0.0.'],
  [undefined, '1.0.0', 'The current version is none, and no longer 1.0.0.'],
  ['1.0.1', undefined, 'The current version is 1.0.1, and no longer none.'],
])('%s is current, and %s was expected → refused with both', (current, expected, message) => {
  expect(() => checkStillCurrent(current, expected)).toThrow(message);
});

it('the first release → follows nothing', () => {
  expect(() => checkFollows(undefined, undefined, '0.0.1')).not.toThrow();
});
