import Table from 'cli-table3';
import pc from 'picocolors';

const borders =
  'top top-left top-mid top-right left left-mid mid mid-mid right right-mid bottom bottom-left bottom-mid bottom-right';

export interface Columns {
  /** In characters; longer text is cut, unless `wraps` continues it on the next line. */
  readonly widths?: readonly number[];
  readonly wraps?: boolean;
  /** By default every column is left-aligned. */
  readonly aligns?: readonly ('left' | 'center' | 'right')[];
  readonly gap?: string;
}

/** A table without borders. */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { widths, wraps = false, aligns, gap = '  ' }: Columns = {},
): string {
  const table = new Table({
    head: head.map((text) => pc.bold(text)),
    chars: { ...Object.fromEntries(borders.split(' ').map((part) => [part, ''])), middle: gap },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    wordWrap: wraps,
    ...(widths && { colWidths: [...widths] }),
    ...(aligns && { colAligns: [...aligns] }),
  });
  for (const row of rows) table.push([...row]);
  return table.toString().replace(/ +$/gm, '');
}
