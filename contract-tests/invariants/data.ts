/** What the answers of a target say of its data: all of it follows from the tree. */
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

const group = 'one state behind all answers';

export function dataInvariants(): InvariantSpec[] {
  const invariant = (name: string, verify: InvariantSpec['verify']): InvariantSpec => ({
    name,
    group,
    verify,
  });
  return [
    invariant('getTaxonomy has the checksum of its tree', treeIsRight),
    invariant('getVersion tells of the tree', versionTells),
    invariant('getHealth counts the tree', healthCounts),
    invariant('getHealth is the same in every encoding', healthIsTheSame),
    invariant('listLayers is the tree', layersAreTheTree),
    { ...invariant('listCategories is the tree, layer by layer', categoriesAreTheTree), needsData: true },
    {
      ...invariant('listSubcategories is the tree, category by category', subcategoriesAreTheTree),
      needsData: true,
    },
  ];
}

async function treeIsRight({ tree, equal }: CheckingClient): Promise<void> {
  const release = await tree();
  const { layers, aliases } = release;
  equal('GET getTaxonomy', 'the canonical order', inCanonicalOrder(release), { layers, aliases });
  equal('GET getTaxonomy', 'its tree', { checksum: checksum(release) }, { checksum: release.checksum });
  equal('GET getTaxonomy', 'a valid tree', [], checkRules(release));
}

async function versionTells({ tree, read, equal }: CheckingClient): Promise<void> {
  const release = await tree();
  const { contract: _, ...info } = await read<{ contract: unknown }>('getVersion');
  const { version, checksum, lastUpdated } = release;
  const { totalItems } = countNodes(release);
  equal('GET getVersion', 'getTaxonomy', { version, checksum, lastUpdated, totalItems }, info);
}

async function healthCounts({ tree, read, equal }: CheckingClient): Promise<void> {
  const release = await tree();
  const health = await read<Record<string, unknown>>('getHealth');
  const { totalItems: _, ...counts } = countNodes(release);
  const expected = { version: release.version, lastUpdated: release.lastUpdated, ...counts };
  const told = Object.fromEntries(Object.keys(expected).map((name) => [name, health[name]]));
  equal('GET getHealth', 'getTaxonomy', expected, told);
}

async function healthIsTheSame({ read, equal }: CheckingClient): Promise<void> {
  const lasting = ({ uptime, timestamp, checks: { store, snapshot }, ...others }: Health) => {
    return { ...others, store: store.status, snapshot: snapshot.status };
  };
  const plain = lasting(await read<Health>('getHealth'));
  for (const encoding of ['identity', 'gzip', 'br']) {
    const health = await read<Health>('getHealth', { headers: { 'accept-encoding': encoding } });
    equal(`GET getHealth (${encoding})`, 'getHealth', plain, lasting(health));
  }
}

async function layersAreTheTree({ tree, read, equal }: CheckingClient): Promise<void> {
  const { version, layers } = await tree();
  const summaries = layers.map((layer) => ({
    ...ownMembers(layer),
    categoryCount: layer.categories.length,
    subcategoryCount: layer.categories.flatMap(({ subcategories }) => subcategories).length,
  }));
  equal(
    'GET listLayers',
    'getTaxonomy',
    { version, layers: summaries, count: layers.length },
    await read('listLayers'),
  );
}

async function categoriesAreTheTree({ tree, read, equal }: CheckingClient): Promise<void> {
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

async function subcategoriesAreTheTree({ tree, read, equal }: CheckingClient): Promise<void> {
  const { version, layers } = await tree();
  const places = layers.flatMap((layer) => layer.categories.map((category) => ({ layer, category })));
  await Promise.all(
    places.map(async ({ layer, category }) => {
      const path = expandPath(routes.listSubcategories.path, { layer: layer.code, category: category.code });
      const { subcategories } = category;
      const parents = { layer: ownMembers(layer), category: ownMembers(category) };
      const expected = { version, ...parents, subcategories, count: subcategories.length };
      equal(`GET ${path}`, 'getTaxonomy', expected, await read('listSubcategories', { path }));
    }),
  );
}
