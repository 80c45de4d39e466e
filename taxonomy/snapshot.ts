import { TaxonomyError } from './error.ts';
import { targetsByAlias } from './flat.ts';
import { checkRules } from './rules.ts';
import { countNodes, type Node, type NodeCounts, type Release } from './tree.ts';

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

/** A release with everything that is worth computing once. Nothing mutates it. */
export interface Snapshot {
  readonly release: Release;
  readonly counts: NodeCounts;
  readonly byHfn: ReadonlyMap<string, SubcategoryEntry>;
  readonly byMfa: ReadonlyMap<string, SubcategoryEntry>;
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
  const byHfn = new Map<string, SubcategoryEntry>();
  const byMfa = new Map<string, SubcategoryEntry>();
  for (const entry of subcategoryEntries(release)) {
    byHfn.set(entry.hfn, entry);
    byMfa.set(entry.mfa, entry);
  }
  if (byHfn.size < counts.totalSubcategories || byMfa.size < counts.totalSubcategories) {
    throw new TaxonomyError(
      `Release ${release.version} gives one address to two subcategories; make codes and numbers unique.`,
      { code: 'rule-violation', violations: checkRules(release) },
    );
  }
  return Object.freeze({ release, counts, byHfn, byMfa, targetByAlias: targetsByAlias(release) });
}

function* subcategoryEntries({ layers }: Release): Generator<SubcategoryEntry, void, undefined> {
  for (const layer of layers) {
    for (const category of layer.categories) {
      const hfn = `${layer.code}.${category.code}`;
      const mfa = `${layer.numericCode}.${category.numericCode}`;
      for (const subcategory of category.subcategories) {
        const path: readonly Node[] = [layer, category, subcategory];
        yield {
          hfn: `${hfn}.${subcategory.code}`,
          mfa: `${mfa}.${subcategory.numericCode}`,
          deprecated: path.some((node) => node.deprecated),
          replacedBy: path.findLast((node) => node.deprecated && node.replacedBy !== undefined)?.replacedBy,
        };
      }
    }
  }
}
