import Table from 'cli-table3';
import pc from 'picocolors';

const borders =
  'top top-left top-mid top-right left left-mid mid mid-mid right right-mid bottom bottom-left bottom-mid bottom-right';

/** Columns without borders; `widths` cut what is longer. */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widths?: readonly number[],
): string {
  const table = new Table({
    head: head.map((text) => pc.bold(text)),
    chars: { ...Object.fromEntries(borders.split(' ').map((part) => [part, ''])), middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    ...(widths && { colWidths: [...widths] }),
  });
  for (const row of rows) table.push(row.map(printable));
  return table.toString().replace(/ +$/gm, '');
}

/** Names are data: they must not move the cursor of whoever reads them. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
