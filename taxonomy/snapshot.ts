import { TaxonomyError } from './error.ts';
import { parentPath, targetsByAlias } from './flat.ts';
import { checkRules } from './rules.ts';
import {
  type Category,
  countNodes,
  type Node,
  type NodeCounts,
  type Release,
  type Subcategory,
} from './tree.ts';

/** What a conversion needs to know about one subcategory. */
export interface SubcategoryEntry {
  /** HFN path, such as `S.POP.HPM`. */
  readonly hfn: string;
  /** MFA path, such as `2.001.007`. */
  readonly mfa: string;
  /** Whether the subcategory, its category or its layer is deprecated. */
  readonly deprecated: boolean;
  /** `replacedBy` (an HFN path) of the deepest deprecated node among these three that has one. */
  readonly replacedBy: string | undefined;
}

/** Finds a subcategory by its path; `undefined` when no subcategory has that path. */
export type FindSubcategory = (path: string) => SubcategoryEntry | undefined;

/** A release with its indexes, computed once. Nothing mutates it. */
export interface Snapshot {
  readonly release: Release;
  readonly counts: NodeCounts;
  readonly findByHfn: FindSubcategory;
  readonly findByMfa: FindSubcategory;
  /** Finds a category by its path in either notation, such as `S.POP` or `2.001`. */
  readonly findCategory: (path: string) => Category | undefined;
  /** Alias targets by alias path. */
  readonly targetByAlias: ReadonlyMap<string, string>;
  /** The last segments of alias paths, by the path before them. */
  readonly aliasCodesBelow: ReadonlyMap<string, readonly string[]>;
  /**
   * Whether an error for an unknown address suggests near codes. Suggesting compares the code with all siblings,
   * so a batch converts with `{ ...snapshot, suggests: false }`.
   */
  readonly suggests: boolean;
}

/**
 * Indexes a release for both conversions.
 *
 * @throws {TaxonomyError} `rule-violation` when two subcategories would share an address
 */
export function createSnapshot(release: Release): Snapshot {
  const counts = countNodes(release);
  const categories = categoryEntries(release);
  const byHfn = indexBy('hfn', categories, counts.totalSubcategories);
  const byMfa = indexBy('mfa', categories, counts.totalSubcategories);
  if (!byHfn || !byMfa) {
    throw new TaxonomyError(
      `Release ${release.version} gives one address to two subcategories; make codes and numbers unique.`,
      { code: 'rule-violation', violations: checkRules(release) },
    );
  }
  return Object.freeze({
    release,
    counts,
    findByHfn: findIn(byHfn),
    findByMfa: findIn(byMfa),
    findCategory: (path: string) => (byHfn.get(path) ?? byMfa.get(path))?.category,
    targetByAlias: targetsByAlias(release),
    aliasCodesBelow: aliasCodesByParent(release),
    suggests: true,
  });
}

/** Every subcategory, in the order of the tree. */
export function subcategoryEntries(release: Release): SubcategoryEntry[] {
  return categoryEntries(release).flatMap((parent) =>
    parent.category.subcategories.map((subcategory) => entryOf(parent, subcategory)),
  );
}

/** A category with what the entries of its subcategories have in common. */
interface CategoryEntry {
  readonly category: Category;
  /** The entry of the category itself, from which those of its subcategories are made. */
  readonly entry: SubcategoryEntry;
}

function categoryEntries({ layers }: Release): CategoryEntry[] {
  return layers.flatMap((layer) =>
    layer.categories.map((category) => {
      const hfn = `${layer.code}.${category.code}`;
      const mfa = `${layer.numericCode}.${category.numericCode}`;
      return { category, entry: { hfn, mfa, ...deprecationOf([category, layer]) } };
    }),
  );
}

/** Whether a node is deprecated, and by what it is replaced. `line` has the node first, and then its parents. */
export function deprecationOf(line: readonly Node[]): Pick<SubcategoryEntry, 'deprecated' | 'replacedBy'> {
  const deprecated = line.some((node) => node.deprecated);
  const replacedBy = line.find((node) => node.deprecated && node.replacedBy !== undefined)?.replacedBy;
  return { deprecated, replacedBy };
}

/** Categories by path; `children` has their subcategories by code or number. */
type Index = ReadonlyMap<string, CategoryEntry & { readonly children: ReadonlyMap<string, Subcategory> }>;

/**
 * The maps hold the nodes of the tree. Subcategory entries are made at each lookup: stored for each of 100,000
 * nodes, they would take more memory than the maps.
 *
 * @returns `undefined` if two subcategories share a path
 */
function indexBy(
  notation: 'hfn' | 'mfa',
  categories: readonly CategoryEntry[],
  expected: number,
): Index | undefined {
  const segment = notation === 'hfn' ? 'code' : 'numericCode';
  const index: Index = new Map(
    categories.map((parent) => {
      const { subcategories } = parent.category;
      const children = new Map(subcategories.map((subcategory) => [subcategory[segment], subcategory]));
      return [parent.entry[notation], { ...parent, children }];
    }),
  );
  const found = [...index.values()].reduce((sum, { children }) => sum + children.size, 0);
  return found < expected ? undefined : index;
}

function findIn(index: Index): FindSubcategory {
  return (path) => {
    const end = path.lastIndexOf('.');
    const parent = index.get(path.slice(0, end));
    const subcategory = parent?.children.get(path.slice(end + 1));
    return parent && subcategory && entryOf(parent, subcategory);
  };
}

function aliasCodesByParent({ aliases }: Release): Map<string, string[]> {
  const codes = new Map<string, string[]>();
  for (const { alias } of aliases) {
    const parent = parentPath(alias);
    if (parent === undefined) continue;
    const code = alias.slice(parent.length + 1);
    const siblings = codes.get(parent);
    if (siblings) siblings.push(code);
    else codes.set(parent, [code]);
  }
  return codes;
}

function entryOf(
  { entry }: CategoryEntry,
  { code, numericCode, deprecated, replacedBy }: Subcategory,
): SubcategoryEntry {
  return {
    hfn: `${entry.hfn}.${code}`,
    mfa: `${entry.mfa}.${numericCode}`,
    deprecated: deprecated ?? entry.deprecated,
    replacedBy: (deprecated && replacedBy) ?? entry.replacedBy,
  };
}
