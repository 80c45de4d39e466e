import { renderTable as render } from '../../lib/table.ts';

export function renderTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widths?: readonly number[],
): string {
  const cells = rows.map((row) => row.map(printable));
  return render(head, cells, widths && { widths });
}

/** Names are data: they must not move the cursor of whoever reads them. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
