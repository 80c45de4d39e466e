import Table from 'cli-table3';
import pc from 'picocolors';

const borders =
  'top top-left top-mid top-right left left-mid mid mid-mid right right-mid bottom bottom-left bottom-mid bottom-right';

/** Columns without borders: the first to the left, the figures to the right. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    head: head.map((text) => pc.bold(text)),
    chars: { ...Object.fromEntries(borders.split(' ').map((part) => [part, ''])), middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: head.map((_, index) => (index === 0 ? 'left' : 'right')),
  });
  for (const row of rows) table.push([...row]);
  return table.toString();
}
