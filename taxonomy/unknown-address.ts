/** Explains which segment of an address does not exist, and what does. Runs only after a lookup failed. */
import { distance } from 'fastest-levenshtein';
import { TaxonomyError } from './error.ts';
import type { Snapshot } from './snapshot.ts';
import type { Category, Level, Node } from './tree.ts';

const MAX_SUGGESTIONS = 5;
const MAX_LISTED = 10;

/** A segment that does not exist among the children of `parent` (`undefined`: the taxonomy itself). */
interface Miss {
  readonly segment: Level;
  readonly value: string;
  readonly parent?: string;
  readonly siblings: readonly Node[];
}

type Notation = 'code' | 'numericCode';

/** The error for an HFN path of three segments; `part` is 0 for the base, n for the nth component. */
export function unknownHfn(snapshot: Snapshot, path: string, part: number): TaxonomyError {
  const { targetByAlias, findCategory, aliasCodesBelow } = snapshot;
  const categoryPath = path.slice(0, path.lastIndexOf('.'));
  const targetPath = targetByAlias.get(categoryPath) ?? '';
  const miss = findMiss(snapshot, path, 'code', findCategory(categoryPath) ?? findCategory(targetPath));
  const suggest = () => {
    const parents = miss.segment === 'subcategory' ? [categoryPath, targetPath] : [miss.parent ?? ''];
    const aliases = parents.flatMap((parent) => aliasCodesBelow.get(parent) ?? []);
    return nearestCodes(miss.value, [...miss.siblings.map(({ code }) => code), ...aliases]);
  };
  return errorFor(miss, 'code', part, snapshot.suggests ? suggest() : []);
}

/** The error for an MFA path of three numbers; `part` is 0 for the base, n for the nth component. */
export function unknownMfa(snapshot: Snapshot, path: string, part: number): TaxonomyError {
  const category = snapshot.findCategory(path.slice(0, path.lastIndexOf('.')));
  const miss = findMiss(snapshot, path, 'numericCode', category);
  const suggestions = snapshot.suggests ? nearestNumbers(miss) : [];
  return errorFor(miss, 'numericCode', part, suggestions);
}

/** @param category the category on the path, if it exists */
function findMiss(
  { release: { layers } }: Snapshot,
  path: string,
  notation: Notation,
  category: Category | undefined,
): Miss {
  const [first = '', second = '', third = ''] = path.split('.');
  if (category) {
    const siblings = category.subcategories;
    return { segment: 'subcategory', value: third, parent: `${first}.${second}`, siblings };
  }
  const layer = layers.find((node) => node[notation] === first);
  if (layer) return { segment: 'category', value: second, parent: first, siblings: layer.categories };
  return { segment: 'layer', value: first, siblings: layers };
}

/** Leaves out codes whose edit distance is the length of the value: they have nothing in common with it. */
function nearestCodes(value: string, candidates: readonly string[]): string[] {
  return [...new Set(candidates)]
    .map((code) => ({ code, edits: distance(value, code) }))
    .filter(({ edits }) => edits < value.length)
    .sort((a, b) => a.edits - b.edits || (a.code < b.code ? -1 : 1))
    .slice(0, MAX_SUGGESTIONS)
    .map(({ code }) => code);
}

function nearestNumbers({ value, siblings }: Miss): string[] {
  return siblings
    .map(({ numericCode }) => ({ numericCode, gap: Math.abs(Number(numericCode) - Number(value)) }))
    .sort((a, b) => a.gap - b.gap)
    .slice(0, MAX_SUGGESTIONS)
    .map(({ numericCode }) => numericCode);
}

function errorFor(
  { segment, value, parent, siblings }: Miss,
  notation: Notation,
  part: number,
  suggestions: readonly string[],
): TaxonomyError {
  const where = `${parent === undefined ? '' : ` in ${parent}`}${part === 0 ? '' : ` (component ${part})`}`;
  const message = `Unknown ${segment} "${value}"${where}. ${advice(siblings, notation, suggestions)}`;
  return new TaxonomyError(message, { code: 'unknown-address', segment, value, suggestions });
}

function advice(siblings: readonly Node[], notation: Notation, suggestions: readonly string[]): string {
  if (suggestions.length > 0) return `Did you mean ${suggestions.join(', ')}?`;
  if (siblings.length === 0) return 'Nothing has been published there.';
  const listed = siblings
    .slice(0, MAX_LISTED)
    .map((node) => node[notation])
    .join(', ');
  const unlisted = siblings.length - MAX_LISTED;
  return `Known there: ${listed}${unlisted > 0 ? ` and ${unlisted} more` : ''}.`;
}
