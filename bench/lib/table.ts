import { renderTable as render } from '../../lib/table.ts';

/** The first column to the left, the figures to the right. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return render(head, rows, { aligns: head.map((_, index) => (index === 0 ? 'left' : 'right')) });
}
