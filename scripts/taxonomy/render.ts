/** Texts for people. They fit 80 columns, except for file names and sentences about issues. */

import pc from 'picocolors';
import { renderTable } from '../../lib/table.ts';
import type { DamagedRelease } from '../../server/store/damage.ts';
import { type Change, isAliasChange, type NodeChange, pathOf } from '../../taxonomy/change.ts';
import { nodesByPath, targetsByAlias } from '../../taxonomy/flat.ts';
import type { Issue, Skipped, SourceLocation } from '../../taxonomy/formats/model.ts';
import { countNodes, type Node, type ReleaseInfo, type Taxonomy } from '../../taxonomy/tree.ts';

/** Grouped by rule, because all issues of a rule have the same remedy. */
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
    return `  ${renderLocation(file, location)}\n    ${printable(what)}${below}`;
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

/** Counts and checksums are in the JSON. */
export function renderList(releases: readonly ReleaseInfo[]): string {
  const rows = releases.map(({ version, lastUpdated, totalItems, publisher = '', note = '' }) => {
    const seconds = lastUpdated.replace(/\.\d+Z$/, 'Z');
    return [version, seconds, String(totalItems).padStart(5), publisher, note];
  });
  const version = Math.max(7, ...releases.map((release) => release.version.length));
  return renderRows(['version', 'published', 'items', 'publisher', 'note'], rows, [
    version,
    20,
    5,
    16,
    Math.max(9, 31 - version),
  ]);
}

/** One row for each change: its kind, its path, and the old and new values. */
export function renderChanges(before: Taxonomy, changes: readonly Change[]): string {
  const nodes = nodesByPath(before);
  const targets = targetsByAlias(before);
  const rows = changes.map((change) => {
    if (isAliasChange(change)) {
      const ends = [targets.get(change.alias), change.type !== 'removed' && change.target];
      return [change.type, change.alias, `alias of ${ends.filter(Boolean).join(' → ')}`];
    }
    const path = pathOf(change);
    const what = change.kind === 'moved' ? `${change.type}, moved` : (change.kind ?? change.type);
    return [what, path, describeChange(change, nodes.get(path))];
  });
  return renderRows(['change', 'path', 'what'], rows, [14, 24, 36]);
}

function describeChange(change: NodeChange, old: Node | undefined): string {
  if (change.type === 'removed') return old ? `${old.numericCode} ${old.name}` : '';
  const { node } = change;
  if (!old) return `${node.numericCode} ${node.name}`;
  const differences = [
    node.numericCode !== old.numericCode && `${old.numericCode} → ${node.numericCode}`,
    node.name !== old.name && `${old.name} → ${node.name}`,
    node.replacedBy !== old.replacedBy && `replaced by ${node.replacedBy ?? 'nothing'}`,
    node.description !== old.description && 'another description',
  ];
  return differences.filter(Boolean).join(', ');
}

/** The number of changes of each type. */
export function countChanges(changes: readonly Change[]): string {
  const types = ['added', 'modified', 'removed'] as const;
  return types.map((type) => `${changes.filter((change) => change.type === type).length} ${type}`).join(', ');
}

export function renderDamage(damaged: readonly DamagedRelease[]): string {
  return renderRows(
    ['release', 'damage'],
    damaged.map(({ release, reason }) => [release, reason]),
    [14, 60],
  );
}

function renderRows(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widths?: readonly number[],
) {
  const cells = rows.map((row) => row.map(printable));
  return renderTable(head, cells, widths && { widths });
}

/** Escapes control characters: a name in a file must not move the cursor of a terminal. */
function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
