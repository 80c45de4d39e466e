import pc from 'picocolors';
import { renderTable as render } from '../../lib/table.ts';

/** Aligns the first column to the left and the figures to the right. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return render(head, rows, { aligns: head.map((_, index) => (index === 0 ? 'left' : 'right')) });
}

/** A word, because a colour alone does not show on every terminal. */
export function verdict(ok: boolean): string {
  return ok ? pc.green('ok') : pc.red('miss');
}

export function formatCount(count: number): string {
  return Math.round(count).toLocaleString('en');
}
