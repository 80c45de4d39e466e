/** The table with a row for each subcategory and nine columns, separated by tabs or commas. */
import { CsvError, parse } from 'csv-parse/sync';
import { type Draft, type DraftTaxonomy, UnreadableSourceError, type Unusable } from './model.ts';

const levels = ['layer', 'category', 'subcategory'] as const;
const columns = levels.flatMap((level) => [`${level}Code`, `${level}Numeric`, `${level}Name`]);

/** Whether the first line names at least one of the columns, so that its issues can be named. */
export function looksLikeTable(text: string): boolean {
  const line = firstLine(text);
  return columns.some((column) => line.includes(column));
}

/**
 * The columns may stand in any order. A row gives a subcategory, and repeats its layer and category.
 *
 * @throws {UnreadableSourceError} `table-header` or `table-syntax`
 */
export function readTable(text: string): DraftTaxonomy {
  const [head, ...rows] = parseRows(text);
  const header = head?.cells ?? [];
  const missing = columns.filter((column) => !header.includes(column));
  const excess = header.filter((cell, index) => !columns.includes(cell) || header.indexOf(cell) < index);
  if (missing.length + excess.length > 0) {
    const mistakes = [
      ...missing.map((name) => `no ${name}`),
      ...excess.map((name) => `an unknown or second ${JSON.stringify(name)}`),
    ];
    throw new UnreadableSourceError('table-header', { line: 1 }, `The header has ${mistakes.join(', ')}.`);
  }
  const layers: Group[] = [];
  const groups = new Map<string, Group>();
  const unusable: Unusable[] = [];
  for (const { line, cells } of rows) {
    const issue =
      cells.length === header.length
        ? addRow(line, nodesOf(header, cells), layers, groups)
        : { rule: 'column-count', detail: `The row has ${cells.length} of ${header.length} cells.` };
    if (issue) unusable.push({ location: { line }, what: 'row', nodes: 1, ...issue });
  }
  return { layers: layers.map(toDraft), aliases: [], unusable, location: { line: 1 } };
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

function parseRows(text: string): Row[] {
  try {
    const rows = parse(text, {
      delimiter: delimiterOf(text),
      // A tab-separated table has no quoting (IANA text/tab-separated-values).
      quote: delimiterOf(text) === ',' ? '"' : null,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return rows.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UnreadableSourceError('table-syntax', { line: Number(error.lines) || 1 }, `${error.message}.`);
  }
}

function delimiterOf(text: string): string {
  return firstLine(text).includes('\t') ? '\t' : ',';
}

function firstLine(text: string): string {
  return /^[^\r\n]{0,1000}/.exec(text)?.[0] ?? '';
}

type Members = { readonly code: string; readonly numericCode: string; readonly name: string };

/** A node with its children, and the first line that gives it. */
interface Group {
  readonly line: number;
  readonly node: Members;
  readonly below: Group[];
}

/** Layer, category and subcategory of a row. */
function nodesOf(header: readonly string[], cells: readonly string[]): readonly Members[] {
  const cell = (column: string) => cells[header.indexOf(column)] ?? '';
  return levels.map((level) => ({
    code: cell(`${level}Code`),
    numericCode: cell(`${level}Numeric`),
    name: cell(`${level}Name`).trim(),
  }));
}

/** Adds the new nodes of a row. Returns an issue if the row contradicts an earlier one. */
function addRow(line: number, row: readonly Members[], layers: Group[], groups: Map<string, Group>) {
  let siblings = layers;
  for (const [depth, node] of row.entries()) {
    const path = JSON.stringify(row.slice(0, depth + 1).map(({ code }) => code));
    const known = depth < 2 ? groups.get(path) : undefined;
    const differs = known && (known.node.numericCode !== node.numericCode || known.node.name !== node.name);
    if (differs) {
      const detail = `${levels[depth]} ${node.code} is ${spell(node)} here, ${spell(known.node)} in line ${known.line}.`;
      return { rule: 'conflicting-row', detail };
    }
    const group = known ?? { line, node, below: [] };
    if (!known) siblings.push(group);
    groups.set(path, group);
    siblings = group.below;
  }
  return undefined;
}

function spell({ numericCode, name }: Members): string {
  return `${JSON.stringify(numericCode)} ${JSON.stringify(name)}`;
}

function toDraft({ line, node, below }: Group): Draft {
  return { members: { ...node }, children: below.map(toDraft), issues: [], locationOf: () => ({ line }) };
}
