/** fast-check arbitraries: valid taxonomies, pairs of releases, and a taxonomy in another order. */
import fc from 'fast-check';
import { checksum } from '../canonical.ts';
import { nodesByPath, parentPath } from '../flat.ts';
import { createSnapshot, type Snapshot } from '../snapshot.ts';
import { textRules } from '../text-rules.ts';
import type { Alias, Category, Layer, Node, Taxonomy } from '../tree.ts';

// Small pools, so that two taxonomies share many paths and a diff has modifications.
const layerNumbers = { G: '1', S: '2', C: '9', R: '10', Z: '26' };
const childCodes = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('BAS', 'POP', 'Y2K', '80S', '360', 'HPM') },
  { weight: 1, arbitrary: fc.stringMatching(/^[A-Z0-9]{3}$/) },
);
const childNumbers = fc
  .oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 9 }) }, fc.integer({ min: 0, max: 999 }))
  .map((number) => String(number).padStart(3, '0'));
const names = fc.oneof(
  fc.constantFrom('Base', 'Pop', 'Latin_Pop'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 120 }).filter(keepsTextRules),
);

function keepsTextRules(name: string): boolean {
  const node = { code: 'BAS', numericCode: '001', name };
  return textRules({ level: 'subcategory', node, path: '', pointer: '' }).length === 0;
}

/** A node below a layer; references are added when the whole tree is known. */
const child: fc.Arbitrary<Node> = fc
  .record({ code: childCodes, numericCode: childNumbers, name: names, description: fc.option(names) })
  .map(({ description, ...node }) => (description === null ? node : { ...node, description }));

const clash = (a: Node, b: Node) => a.code === b.code || a.numericCode === b.numericCode;
const siblings = <T extends Node>(node: fc.Arbitrary<T>) =>
  fc.uniqueArray(node, { minLength: 1, maxLength: 5, comparator: clash });

const category: fc.Arbitrary<Category> = fc
  .tuple(child, siblings(child))
  .map(([node, subcategories]) => ({ ...node, subcategories }));

const layer: fc.Arbitrary<Layer> = fc
  .tuple(fc.constantFrom(...Object.entries(layerNumbers)), names, siblings(category))
  .map(([[code, numericCode], name, categories]) => ({ code, numericCode, name, categories }));

const layersOnly = fc.uniqueArray(layer, { minLength: 1, maxLength: 4, comparator: clash });

interface References {
  readonly deprecated: readonly boolean[];
  readonly replacements: readonly number[];
  readonly aliases: readonly { readonly code: string; readonly besides: number; readonly to: number }[];
}

const references: fc.Arbitrary<References> = fc.record({
  deprecated: fc.array(fc.boolean(), { maxLength: 20 }),
  replacements: fc.array(fc.nat(), { maxLength: 10 }),
  aliases: fc.array(
    fc.record({ code: fc.constantFrom('SWIFT', 'OLD', 'AB', 'ALIAS10CHR'), besides: fc.nat(), to: fc.nat() }),
    { maxLength: 4 },
  ),
});

/** A taxonomy that keeps every rule, with deprecated nodes and aliases; siblings in any order. */
export const validTaxonomy: fc.Arbitrary<Taxonomy> = fc
  .tuple(layersOnly, references)
  .map(([layers, chosen]) => withReferences(layers, chosen));

/** An earlier and a later valid taxonomy: some layers are equal, some differ a lot. */
export const evolvedPair: fc.Arbitrary<readonly [Taxonomy, Taxonomy]> = fc
  .tuple(layersOnly, layersOnly, references, references, fc.array(fc.boolean(), { maxLength: 5 }))
  .map(([before, other, referencesBefore, referencesAfter, stays]) => {
    const after = new Map([...before, ...other].map((node) => [node.code, node]));
    for (const [index, node] of before.entries()) if (stays[index]) after.set(node.code, node);
    return [withReferences(before, referencesBefore), withReferences([...after.values()], referencesAfter)];
  });

/** The same taxonomy with siblings, aliases and members of nodes in another order. */
export function reordered(taxonomy: Taxonomy): fc.Arbitrary<Taxonomy> {
  const shuffled = <T>(items: readonly T[]) =>
    fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
  const backwards = <T extends object>(value: T): T =>
    Object.fromEntries(Object.entries(value).reverse()) as T;
  const categories = (nodes: readonly Category[]) =>
    fc
      .tuple(...nodes.map((node) => shuffled(node.subcategories)))
      .chain((subcategories) =>
        shuffled(nodes.map((node, index) => backwards({ ...node, subcategories: subcategories[index]! }))),
      );
  return fc
    .tuple(shuffled(taxonomy.aliases), ...taxonomy.layers.map((node) => categories(node.categories)))
    .chain(([aliases, ...below]) =>
      shuffled(taxonomy.layers.map((node, index) => backwards({ ...node, categories: below[index]! }))).map(
        (layers) => ({ aliases, layers }),
      ),
    );
}

function withReferences(layers: readonly Layer[], chosen: References): Taxonomy {
  const paths = [...nodesByPath({ layers, aliases: [] }).keys()];
  // Only even nodes have a replacement and only odd ones are a replacement, so there is no chain.
  const odd = paths.filter((_, index) => index % 2 === 1);
  const marks = (path: string): Pick<Node, 'deprecated' | 'replacedBy'> => {
    const index = paths.indexOf(path);
    if (!chosen.deprecated[index]) return {};
    const replacement = index % 2 === 0 && odd[(chosen.replacements[index / 2] ?? 0) % odd.length];
    return { deprecated: true, ...(replacement && { replacedBy: replacement }) };
  };
  const marked = layers.map((top) => ({
    ...top,
    ...marks(top.code),
    categories: top.categories.map((middle) => ({
      ...middle,
      ...marks(`${top.code}.${middle.code}`),
      subcategories: middle.subcategories.map((leaf) => ({
        ...leaf,
        ...marks(`${top.code}.${middle.code}.${leaf.code}`),
      })),
    })),
  }));
  return { layers: marked, aliases: aliasesAmong(paths, chosen) };
}

function aliasesAmong(paths: readonly string[], { aliases }: References): Alias[] {
  const targets = new Map<string, string>();
  const kind = (path: string) => `${path.split('.').length}${path.startsWith('C')}`;
  for (const { code, besides, to } of aliases) {
    const target = paths.filter((path) => path.includes('.')).at(to % paths.length);
    if (target === undefined) continue;
    const neighbours = paths.filter((path) => kind(path) === kind(target));
    const alias = `${parentPath(neighbours[besides % neighbours.length]!)}.${code}`;
    if (!paths.includes(alias)) targets.set(alias, target);
  }
  return [...targets].map(([alias, target]) => ({ alias, target }));
}

/** A taxonomy as a snapshot with a fixed version and time. */
export function snapshotOf(taxonomy: Taxonomy): Snapshot {
  const lastUpdated = '2026-01-01T00:00:00Z';
  return createSnapshot({ version: '1.0.0', checksum: checksum(taxonomy), lastUpdated, ...taxonomy });
}
