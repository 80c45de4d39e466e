/** Invariants of the data: every response follows from the tree. */
import { expandPath } from '../../contract/paths.ts';
import type { components } from '../../generated/api.ts';
import { routes } from '../../generated/operations.ts';
import { checksum } from '../../taxonomy/canonical.ts';
import { inCanonicalOrder, ownMembers } from '../../taxonomy/flat.ts';
import { checkRules } from '../../taxonomy/rules.ts';
import { countNodes } from '../../taxonomy/tree.ts';
import type { CheckingClient } from './checking-client.ts';
import type { InvariantSpec } from './invariant.ts';

type Health = components['schemas']['Health'];

const group = 'responses agree with the tree';

export function dataInvariants(): InvariantSpec[] {
  return [
    { name: 'getTaxonomy has the checksum of its tree', group, verify: verifyTree },
    { name: 'getVersion describes the tree', group, verify: verifyVersion },
    { name: 'getHealth counts the tree', group, verify: verifyHealth },
    { name: 'getHealth is the same in every encoding', group, verify: verifyHealthEncodings },
    { name: 'listLayers agrees with the tree', group, verify: verifyLayers },
    { name: 'listCategories agrees with the tree', group, needsData: true, verify: verifyCategories },
    { name: 'listSubcategories agrees with the tree', group, needsData: true, verify: verifySubcategories },
  ];
}

async function verifyTree({ tree, equal }: CheckingClient): Promise<void> {
  const release = await tree();
  const { layers, aliases } = release;
  equal('GET getTaxonomy', 'the canonical order', inCanonicalOrder(release), { layers, aliases });
  equal('GET getTaxonomy', 'its tree', { checksum: checksum(release) }, { checksum: release.checksum });
  equal('GET getTaxonomy', 'a valid tree', [], checkRules(release));
}

async function verifyVersion({ tree, read, equal }: CheckingClient): Promise<void> {
  const release = await tree();
  // A build says which one it is. The sources do not.
  const {
    contract: _,
    build: __,
    ...info
  } = await read<{ contract: unknown; build?: unknown }>('getVersion');
  const { version, checksum, lastUpdated } = release;
  const { totalItems } = countNodes(release);
  equal('GET getVersion', 'getTaxonomy', { version, checksum, lastUpdated, totalItems }, info);
}

async function verifyHealth({ tree, read, equal }: CheckingClient): Promise<void> {
  const release = await tree();
  const health = await read<Record<string, unknown>>('getHealth');
  const { totalItems: _, ...counts } = countNodes(release);
  const expected = { version: release.version, lastUpdated: release.lastUpdated, ...counts };
  const actual = Object.fromEntries(Object.keys(expected).map((name) => [name, health[name]]));
  equal('GET getHealth', 'getTaxonomy', expected, actual);
}

async function verifyHealthEncodings({ read, equal }: CheckingClient): Promise<void> {
  const stable = ({ uptime, timestamp, checks: { store, snapshot }, ...others }: Health) => {
    return { ...others, store: store.status, snapshot: snapshot.status };
  };
  const plain = stable(await read<Health>('getHealth'));
  for (const encoding of ['identity', 'gzip', 'br']) {
    const health = await read<Health>('getHealth', { headers: { 'accept-encoding': encoding } });
    equal(`GET getHealth (${encoding})`, 'getHealth', plain, stable(health));
  }
}

async function verifyLayers({ tree, read, equal }: CheckingClient): Promise<void> {
  const { version, layers } = await tree();
  const summaries = layers.map((layer) => ({
    ...ownMembers(layer),
    categoryCount: layer.categories.length,
    subcategoryCount: layer.categories.flatMap(({ subcategories }) => subcategories).length,
  }));
  const expected = { version, layers: summaries, count: layers.length };
  equal('GET listLayers', 'getTaxonomy', expected, await read('listLayers'));
}

async function verifyCategories({ tree, read, equal }: CheckingClient): Promise<void> {
  const { version, layers } = await tree();
  await Promise.all(
    layers.map(async (layer) => {
      const path = expandPath(routes.listCategories.path, { layer: layer.code });
      const categories = layer.categories.map((category) => ({
        ...ownMembers(category),
        subcategoryCount: category.subcategories.length,
      }));
      const expected = { version, layer: ownMembers(layer), categories, count: categories.length };
      equal(`GET ${path}`, 'getTaxonomy', expected, await read('listCategories', { path }));
    }),
  );
}

async function verifySubcategories({ tree, read, equal }: CheckingClient): Promise<void> {
  const { version, layers } = await tree();
  const pairs = layers.flatMap((layer) => layer.categories.map((category) => ({ layer, category })));
  await Promise.all(
    pairs.map(async ({ layer, category }) => {
      const path = expandPath(routes.listSubcategories.path, { layer: layer.code, category: category.code });
      const { subcategories } = category;
      const parents = { layer: ownMembers(layer), category: ownMembers(category) };
      const expected = { version, ...parents, subcategories, count: subcategories.length };
      equal(`GET ${path}`, 'getTaxonomy', expected, await read('listSubcategories', { path }));
    }),
  );
}
