/** Says which segment of an address does not exist, and what does; runs only after a lookup has missed. */
import { distance } from 'fastest-levenshtein';
import { TaxonomyError } from './error.ts';
import { parentPath } from './flat.ts';
import type { Snapshot } from './snapshot.ts';
import type { Category, Level, Node } from './tree.ts';

const MAX_SUGGESTIONS = 5;
const MAX_LISTED = 10;

/** A segment that is not among the children of `parent` (`undefined`: of the taxonomy itself). */
interface Miss {
  readonly segment: Level;
  readonly value: string;
  readonly parent?: string;
  readonly existing: readonly string[];
  readonly suggestions: readonly string[];
}

/** The error for an HFN path of three segments; `part` is 0 for the base, n for the nth component. */
export function unknownHfn(snapshot: Snapshot, path: string, part: number): TaxonomyError {
  const { layers } = snapshot.release;
  const [layerCode = '', categoryCode = '', subcategoryCode = ''] = path.split('.');
  const categoryPath = `${layerCode}.${categoryCode}`;
  const targetPath = snapshot.targetByAlias.get(categoryPath);
  const miss = (segment: Level, value: string, children: readonly Node[], parents: string[]): Miss => {
    const existing = children.map((node) => node.code);
    const suggestions = nearestCodes(value, [...existing, ...aliasCodesBelow(snapshot, parents)]);
    return { segment, value, ...(parents[0] && { parent: parents[0] }), existing, suggestions };
  };
  const category = findCategory(snapshot, categoryPath) ?? findCategory(snapshot, targetPath);
  if (category) {
    const parents = targetPath === undefined ? [categoryPath] : [categoryPath, targetPath];
    return errorFor(miss('subcategory', subcategoryCode, category.subcategories, parents), part);
  }
  const layer = layers.find((node) => node.code === layerCode);
  if (layer) return errorFor(miss('category', categoryCode, layer.categories, [layerCode]), part);
  return errorFor(miss('layer', layerCode, layers, []), part);
}

/** The error for an MFA path of three numbers; `part` is 0 for the base, n for the nth component. */
export function unknownMfa(snapshot: Snapshot, path: string, part: number): TaxonomyError {
  const { layers } = snapshot.release;
  const [layerNumber = '', categoryNumber = '', subcategoryNumber = ''] = path.split('.');
  const miss = (segment: Level, value: string, children: readonly Node[], parent?: string): Miss => {
    const existing = children.map((node) => node.numericCode);
    return {
      segment,
      value,
      ...(parent && { parent }),
      existing,
      suggestions: nearestNumbers(value, existing),
    };
  };
  const layer = layers.find((node) => node.numericCode === layerNumber);
  if (!layer) return errorFor(miss('layer', layerNumber, layers), part);
  const category = layer.categories.find((node) => node.numericCode === categoryNumber);
  if (!category) return errorFor(miss('category', categoryNumber, layer.categories, layerNumber), part);
  const parent = `${layerNumber}.${categoryNumber}`;
  return errorFor(miss('subcategory', subcategoryNumber, category.subcategories, parent), part);
}

function findCategory({ release }: Snapshot, path: string | undefined): Category | undefined {
  const [layerCode, categoryCode] = path?.split('.') ?? [];
  const layer = release.layers.find((node) => node.code === layerCode);
  return layer?.categories.find((node) => node.code === categoryCode);
}

function aliasCodesBelow({ targetByAlias }: Snapshot, parents: readonly string[]): string[] {
  const aliases = [...targetByAlias.keys()].filter((alias) => parents.includes(parentPath(alias) ?? ''));
  return aliases.map((alias) => alias.slice(alias.lastIndexOf('.') + 1));
}

/** A code at a distance of its own length has nothing in common with the value, so it is not near. */
function nearestCodes(value: string, candidates: readonly string[]): string[] {
  return [...new Set(candidates)]
    .map((code) => ({ code, edits: distance(value, code) }))
    .filter(({ edits }) => edits < value.length)
    .sort((a, b) => a.edits - b.edits || (a.code < b.code ? -1 : 1))
    .slice(0, MAX_SUGGESTIONS)
    .map(({ code }) => code);
}

function nearestNumbers(value: string, candidates: readonly string[]): string[] {
  const gap = (candidate: string) => Math.abs(Number(candidate) - Number(value));
  return candidates.toSorted((a, b) => gap(a) - gap(b)).slice(0, MAX_SUGGESTIONS);
}

function errorFor({ segment, value, parent, existing, suggestions }: Miss, part: number): TaxonomyError {
  const where = `${parent === undefined ? '' : ` in ${parent}`}${part === 0 ? '' : ` (component ${part})`}`;
  const message = `Unknown ${segment} "${value}"${where}. ${advice(existing, suggestions)}`;
  return new TaxonomyError(message, { code: 'unknown-address', segment, value, suggestions });
}

function advice(existing: readonly string[], suggestions: readonly string[]): string {
  if (suggestions.length > 0) return `Did you mean ${suggestions.join(', ')}?`;
  if (existing.length === 0) return 'Nothing has been published there.';
  const listed = existing.slice(0, MAX_LISTED).join(', ');
  const unlisted = existing.length - MAX_LISTED;
  return `Known there: ${listed}${unlisted > 0 ? ` and ${unlisted} more` : ''}.`;
}
