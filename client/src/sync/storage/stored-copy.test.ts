import { expect, it } from 'vitest';
import { releaseOf } from '../testing/hostile-service.ts';
import type { SyncStorage } from './model.ts';
import { createStoredCopy } from './stored-copy.ts';

function start(...stored: unknown[]) {
  const saved: string[] = [];
  const storage: SyncStorage = {
    kind: 'custom',
    async *load() {
      yield* stored;
    },
    save: async ({ version }) => {
      saved.push(version);
    },
  };
  return { saved, copy: createStoredCopy(storage, new AbortController().signal) };
}

it('a release is saved twice → stored once', async () => {
  const { saved, copy } = start();
  for (const release of [releaseOf(1), releaseOf(2)]) for (const _time of [1, 2]) await copy.save(release);
  expect(saved).toEqual(['1.1.0', '1.2.0']);
});

it('the copy that was loaded is saved → not stored again', async () => {
  const { saved, copy } = start('damaged', releaseOf(1));
  const loaded = await copy.load();
  if (loaded) await copy.save(loaded);
  expect([loaded?.version, saved]).toEqual(['1.1.0', []]);
});
