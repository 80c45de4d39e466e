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
  /** By its path in either notation, such as `S.POP` or `2.001`. */
  readonly findCategory: (path: string) => Category | undefined;
  /** Alias targets by alias path. */
  readonly targetByAlias: ReadonlyMap<string, string>;
  /** The last segments of alias paths, by the path before them. */
  readonly aliasCodesBelow: ReadonlyMap<string, readonly string[]>;
  /**
   * Whether an error for what does not exist suggests what is near: that takes comparing with all that is there. A
   * copy that does not, `{ ...snapshot, suggests: false }`, is for those who ask often.
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
  const families = familiesOf(release);
  const byHfn = indexBy('hfn', families, counts.totalSubcategories);
  const byMfa = indexBy('mfa', families, counts.totalSubcategories);
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

/** By the path of the category; its subcategories by their own code or number. */
type Index = ReadonlyMap<string, Family & { readonly children: ReadonlyMap<string, Subcategory> }>;

/**
 * The maps hold the nodes of the tree. Paths and entries are made when they are
 * asked for: kept for each of 100,000 nodes, they would take more memory than the maps.
 *
 * @returns `undefined` if two subcategories share a path.
 */
function indexBy(notation: 'hfn' | 'mfa', families: readonly Family[], expected: number): Index | undefined {
  const segment = notation === 'hfn' ? 'code' : 'numericCode';
  const index: Index = new Map(
    families.map((family) => {
      const { subcategories } = family.category;
      const children = new Map(subcategories.map((subcategory) => [subcategory[segment], subcategory]));
      return [family.entry[notation], { ...family, children }];
    }),
  );
  const found = [...index.values()].reduce((sum, { children }) => sum + children.size, 0);
  return found < expected ? undefined : index;
}

function findIn(index: Index): FindSubcategory {
  return (path) => {
    const end = path.lastIndexOf('.');
    const family = index.get(path.slice(0, end));
    const subcategory = family?.children.get(path.slice(end + 1));
    return family && subcategory && entryOf(family, subcategory);
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
