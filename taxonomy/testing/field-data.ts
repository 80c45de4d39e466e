/** Tables measured in the field. They are no part of this repository: tests that read them skip without. */
import { existsSync, readFileSync } from 'node:fs';

const folder = new URL('../../../shared/data/', import.meta.url);

/** The rows of a tab-separated table as objects by column, or `undefined` (and a printed reason) without it. */
export function fieldTable<Column extends string>(file: string): Record<Column, string>[] | undefined {
  const path = new URL(file, folder);
  if (!existsSync(path)) {
    console.warn(`Skipped: ../shared/data/${file} is not beside this repository.`);
    return undefined;
  }
  const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const columns = header.split('\t') as Column[];
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index]])) as Record<
      Column,
      string
    >;
  });
}
