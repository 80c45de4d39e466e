import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { readContract } from '../contract/contract.ts';
import { createSchemas } from '../contract/schemas.ts';
import { bundledReleases } from '../taxonomy/releases/index.ts';
import { buildSnapshot } from './snapshot.ts';
import { createMemoryStore } from './store/memory-store.ts';
import { loadCurrent } from './store/store.ts';

const contract = readContract();

/** Builds the snapshot of the bundled releases, and tells which answers were checked in which turn of the loop. */
async function watchedBuild() {
  const checks: { readonly answer: string; readonly turn: number }[] = [];
  const schemas = createSchemas(contract);
  const watched: typeof schemas = {
    validate(pointer, value) {
      const operation = contract.operations.find(
        ({ responses }) => responses.get(200)?.content.get('application/json')?.schemaPointer === pointer,
      );
      checks.push({ answer: operation?.id ?? pointer, turn });
      return schemas.validate(pointer, value);
    },
  };
  let turn = 0;
  let isBuilding = true;
  const counting = (async () => {
    for (; isBuilding; turn += 1) await nextTurn();
  })();
  const current = await loadCurrent(createMemoryStore(bundledReleases));
  const snapshot = await buildSnapshot(current!, contract, watched);
  isBuilding = false;
  await counting;
  return { snapshot, checks };
}

it('while a snapshot is being built → requests get their turn between any two answers', async () => {
  const { checks } = await watchedBuild();
  const turns = checks.map(({ turn }) => turn);
  expect(new Set(turns).size).toBe(checks.length);
  expect(turns[0]).toBeGreaterThan(0);
});

it('a release → the lists below its layers are made when they are asked for, once', async () => {
  const { snapshot, checks } = await watchedBuild();
  const eager = checks.map(({ answer }) => answer);
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
  const made = checks.slice(eager.length).map(({ answer }) => answer);
  expect(made.toSorted()).toEqual(['listCategories', 'listSubcategories']);
});
