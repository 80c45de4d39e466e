import { TaxonomyError } from './error.ts';
import { targetsByAlias } from './flat.ts';
import { checkRules } from './rules.ts';
import {
  type Category,
  countNodes,
  type Node,
  type NodeCounts,
  type Release,
  type Subcategory,
} from './tree.ts';

/** What a conversion needs to know of one subcategory. */
export interface SubcategoryEntry {
  /** HFN path, such as `S.POP.HPM`. */
  readonly hfn: string;
  /** MFA path, such as `2.001.007`. */
  readonly mfa: string;
  /** Whether the subcategory, its category or its layer is deprecated. */
  readonly deprecated: boolean;
  /** HFN path named by the deepest deprecated node among those three that names one. */
  readonly replacedBy: string | undefined;
}

/** By its path; `undefined` for what is not the path of a subcategory. */
export type FindSubcategory = (path: string) => SubcategoryEntry | undefined;

/** A release with everything that is worth computing once. Nothing mutates it. */
export interface Snapshot {
  readonly release: Release;
  readonly counts: NodeCounts;
  readonly findByHfn: FindSubcategory;
  readonly findByMfa: FindSubcategory;
  /** Alias targets by alias path. */
  readonly targetByAlias: ReadonlyMap<string, string>;
}

/**
 * Indexes a release for both conversions.
 *
 * @throws {TaxonomyError} `rule-violation` when two subcategories would share an address
 */
export function createSnapshot(release: Release): Snapshot {
  const counts = countNodes(release);
  const families = familiesOf(release);
  const findByHfn = indexBy('hfn', families, counts.totalSubcategories);
  const findByMfa = indexBy('mfa', families, counts.totalSubcategories);
  if (!findByHfn || !findByMfa) {
    throw new TaxonomyError(
      `Release ${release.version} gives one address to two subcategories; make codes and numbers unique.`,
      { code: 'rule-violation', violations: checkRules(release) },
    );
  }
  return Object.freeze({ release, counts, findByHfn, findByMfa, targetByAlias: targetsByAlias(release) });
}

/** Every subcategory, in the order of the tree. */
export function subcategoryEntries(release: Release): SubcategoryEntry[] {
  return familiesOf(release).flatMap((family) =>
    family.category.subcategories.map((subcategory) => entryOf(family, subcategory)),
  );
}

/** What the subcategories of a category have in common. */
interface Family {
  readonly category: Category;
  /** Of the category, as it would be of a subcategory that says nothing of its own. */
  readonly entry: SubcategoryEntry;
}

function familiesOf({ layers }: Release): Family[] {
  return layers.flatMap((layer) =>
    layer.categories.map((category) => {
      const hfn = `${layer.code}.${category.code}`;
      const mfa = `${layer.numericCode}.${category.numericCode}`;
      const path: readonly Node[] = [category, layer];
      const deprecated = path.some((node) => node.deprecated);
      const replacedBy = path.find((node) => node.deprecated && node.replacedBy !== undefined)?.replacedBy;
      return { category, entry: { hfn, mfa, deprecated, replacedBy } };
    }),
  );
}

/**
 * The maps hold the nodes of the tree, under their own code or number. Paths and entries are made when they are
 * asked for: kept for each of 100,000 nodes, they would take more memory than the maps.
 *
 * @returns `undefined` if two subcategories share a path.
 */
function indexBy(
  notation: 'hfn' | 'mfa',
  families: readonly Family[],
  expected: number,
): FindSubcategory | undefined {
  const segment = notation === 'hfn' ? 'code' : 'numericCode';
  const index = new Map<string, Family & { readonly children: ReadonlyMap<string, Subcategory> }>();
  for (const family of families) {
    const { subcategories } = family.category;
    const children = new Map(subcategories.map((subcategory) => [subcategory[segment], subcategory]));
    index.set(family.entry[notation], { ...family, children });
  }
  const found = [...index.values()].reduce((sum, { children }) => sum + children.size, 0);
  if (found < expected) return undefined;
  return (path) => {
    const end = path.lastIndexOf('.');
    const family = index.get(path.slice(0, end));
    const subcategory = family?.children.get(path.slice(end + 1));
    return family && subcategory && entryOf(family, subcategory);
  };
}

function entryOf(
  { entry }: Family,
  { code, numericCode, deprecated, replacedBy }: Subcategory,
): SubcategoryEntry {
  return {
    hfn: `${entry.hfn}.${code}`,
    mfa: `${entry.mfa}.${numericCode}`,
    deprecated: deprecated ?? entry.deprecated,
    replacedBy: (deprecated && replacedBy) ?? entry.replacedBy,
  };
}
