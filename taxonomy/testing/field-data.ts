/** Tables of real data. They are not in this repository; without them, the tests that read them are skipped. */
import { existsSync, readFileSync } from 'node:fs';

const folder = new URL('../../../shared/data/', import.meta.url);

/**
 * The rows of a tab-separated table as objects by column. Without the table, the test is skipped.
 *
 * @param skip `skip` of the test context
 */
export function fieldTable<Column extends string>(
  file: string,
  skip: (reason: string) => never,
): Record<Column, string>[] {
  const path = new URL(file, folder);
  if (!existsSync(path)) return skip(`there is no ../shared/data/${file}`);
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
