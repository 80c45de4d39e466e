import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import type { Contract } from '../../contract/model.ts';
import { historyOf } from '../../taxonomy/history.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { releaseInfo } from '../../taxonomy/tree.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { loadCurrent, RETAINED_RELEASES } from '../store/store.ts';
import { sampleRelease } from '../store/testing/sample-release.ts';
import { createPrecompute } from './precompute.ts';
import { buildSnapshot } from './served-snapshot.ts';

const contract = readContract();

/** Builds the snapshot of the bundled releases. Records which responses were checked in which turn of the event loop. */
async function watchedBuild() {
  const checks: { readonly operationId: string; readonly turn: number }[] = [];
  const watched: Contract = {
    ...contract,
    validate(pointer, value) {
      const operation = contract.operations.find(
        ({ responses }) => responses.get(200)?.content.get('application/json')?.schemaPointer === pointer,
      );
      checks.push({ operationId: operation?.id ?? pointer, turn });
      return contract.validate(pointer, value);
    },
  };
  let turn = 0;
  let isBuilding = true;
  const counting = (async () => {
    for (; isBuilding; turn += 1) await nextTurn();
  })();
  const current = await loadCurrent(createMemoryStore(bundledReleases));
  const snapshot = await buildSnapshot(current!, contract, createPrecompute(watched));
  isBuilding = false;
  await counting;
  return { snapshot, checks };
}

it('a snapshot is being built → requests are served between any two responses', async () => {
  const { checks } = await watchedBuild();
  const turns = checks.map(({ turn }) => turn);
  expect(new Set(turns).size).toBe(checks.length);
  expect(turns[0]).toBeGreaterThan(0);
});

it('lists below the layers → made once, when they are first requested', async () => {
  const { snapshot, checks } = await watchedBuild();
  const eager = checks.map(({ operationId }) => operationId);
  expect(eager.toSorted()).toEqual([
    'getFullSync',
    'getTaxonomy',
    'getVersion',
    'listLayers',
    'listReleases',
  ]);

  const list = await snapshot.subcategories.get('S.POP');
  await snapshot.categories.get('S');
  expect(await snapshot.subcategories.get('S.POP')).toBe(list);
  expect(snapshot.subcategories.get('S.ZZZ')).toBeUndefined();
  const made = checks.slice(eager.length).map(({ operationId }) => operationId);
  expect(made.toSorted()).toEqual(['listCategories', 'listSubcategories']);
});

it.each([undefined, { id: 'a'.repeat(64) }])('build %o → the version says so', async (build) => {
  const current = await loadCurrent(createMemoryStore(bundledReleases));
  const { version } = await buildSnapshot(current!, contract, createPrecompute(contract), { build });
  const { version: served, build: told } = JSON.parse(version.identity.bytes.toString());
  expect([served, told]).toEqual([current!.release.version, build]);
});

it('more releases than are retained → reverse deltas of the older ones are not kept in memory', async () => {
  const { snapshot, reverseDeltas } = await longHistory(RETAINED_RELEASES + 10);
  await collectGarbage();
  const isHeld = reverseDeltas.map((changes) => changes.deref() !== undefined);
  expect(isHeld.indexOf(false)).toBe(RETAINED_RELEASES);
  expect(isHeld.lastIndexOf(true)).toBe(RETAINED_RELEASES - 1);
  expect(snapshot.retained).toEqual(
    Array.from({ length: RETAINED_RELEASES }, (_, index) => `1.0.${RETAINED_RELEASES + 9 - index}`),
  );
  expect(await snapshot.deltas('1.0.10')).toBe('full-is-smaller');
  expect(await snapshot.deltas('1.0.9')).toBe('not-retained');
});

/** A snapshot of the last of `count` releases, and weak references to all reverse deltas, newest first. */
async function longHistory(count: number) {
  const releases = Array.from({ length: count }, (_, index) => sampleRelease(`1.0.${index}`, 3));
  const history = historyOf(releases);
  const current = { release: releases.at(-1)!, releases: releases.map(releaseInfo).reverse(), history };
  const snapshot = await buildSnapshot(current, contract, createPrecompute(contract));
  return { snapshot, reverseDeltas: history.map(({ changes }) => new WeakRef(changes)) };
}

async function collectGarbage(): Promise<void> {
  // The target of a WeakRef that was created or read stays alive until the end of the turn.
  await nextTurn();
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}
