/** What the verbs print for people, at most 80 columns where the content allows. */
import pc from 'picocolors';
import type { Issue, Skipped, SourceLocation } from '../../taxonomy/formats/read-taxonomy.ts';
import type { ReleaseInfo } from '../../taxonomy/tree.ts';
import { countNodes, type Taxonomy } from '../../taxonomy/tree.ts';
import { printable, renderTable } from './table.ts';

/** Grouped by rule, because one remedy serves all of a rule. */
export function renderIssues(file: string, issues: readonly Issue[]): string {
  const rules = new Map<string, Issue[]>();
  for (const each of issues) rules.set(each.rule, [...(rules.get(each.rule) ?? []), each]);
  const groups = [...rules].map(([rule, group]) => {
    const remedy = group[0]?.remedy ?? '';
    const lines = group.map((each) => `  ${renderLocation(file, each)}\n    ${printable(each.detail)}`);
    return [`${pc.bold(rule)} (${group.length})  ${remedy}`, ...lines].join('\n');
  });
  return groups.join('\n\n');
}

export function renderSkipped(file: string, skipped: readonly Skipped[]): string {
  const lines = skipped.map(({ what, nodes, ...location }) => {
    const below = nodes > 1 ? ` and ${nodes - 1} below it` : '';
    return `  ${renderLocation(file, location)}  ${printable(what)}${below}`;
  });
  return lines.join('\n');
}

function renderLocation(file: string, location: SourceLocation): string {
  return 'line' in location ? `${file}:${location.line}` : `${file}#${printable(location.pointer)}`;
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
