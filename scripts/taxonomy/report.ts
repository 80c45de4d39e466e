/** What the verbs print for people, at most 80 columns where the content allows. */
import pc from 'picocolors';
import type { ReleaseInfo } from '../../server/store/store.ts';
import type { Irregularity, Place, Skipped } from '../../taxonomy/formats/read-taxonomy.ts';
import { countNodes, type Taxonomy } from '../../taxonomy/tree.ts';
import { printable, renderTable } from './table.ts';

/** Grouped by rule, because one remedy serves all of a rule. */
export function renderIrregularities(file: string, irregularities: readonly Irregularity[]): string {
  const rules = new Map<string, Irregularity[]>();
  for (const each of irregularities) rules.set(each.rule, [...(rules.get(each.rule) ?? []), each]);
  const groups = [...rules].map(([rule, group]) => {
    const remedy = group[0]?.remedy ?? '';
    const lines = group.map((each) => `  ${renderPlace(file, each)}\n    ${printable(each.detail)}`);
    return [`${pc.bold(rule)} (${group.length})  ${remedy}`, ...lines].join('\n');
  });
  return groups.join('\n\n');
}

export function renderSkipped(file: string, skipped: readonly Skipped[]): string {
  const lines = skipped.map(({ what, nodes, ...place }) => {
    const below = nodes > 1 ? ` and ${nodes - 1} below it` : '';
    return `  ${renderPlace(file, place)}  ${printable(what)}${below}`;
  });
  return lines.join('\n');
}

function renderPlace(file: string, place: Place): string {
  return 'line' in place ? `${file}:${place.line}` : `${file}#${printable(place.pointer)}`;
}

export function renderCounts(taxonomy: Taxonomy): string {
  const { layerCount, totalCategories, totalSubcategories, totalItems } = countNodes(taxonomy);
  const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;
  return [
    count(layerCount, 'layer', 'layers'),
    count(totalCategories, 'category', 'categories'),
    `${count(totalSubcategories, 'subcategory', 'subcategories')} (${count(totalItems, 'item', 'items')})`,
    count(taxonomy.aliases.length, 'alias', 'aliases'),
  ].join(', ');
}

export function renderList(releases: readonly ReleaseInfo[]): string {
  const rows = releases.map(({ version, lastUpdated, totalCategories, totalSubcategories, checksum }) =>
    [version, lastUpdated, totalCategories, totalSubcategories, checksum.slice(0, 12)].map(String),
  );
  return renderTable(['version', 'published', 'categories', 'subcategories', 'checksum'], rows);
}
