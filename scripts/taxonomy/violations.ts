import type { Violation } from '../../taxonomy/error.ts';
import type { Issue, Reading } from '../../taxonomy/formats/read-taxonomy.ts';
import { remedyOf } from '../../taxonomy/formats/remedies.ts';

/** Violations at the places of the file that they come from. */
export function inFile(
  { locationOf }: Pick<Reading, 'locationOf'>,
  violations: readonly Violation[],
): Issue[] {
  return violations.map(({ rule, pointer, detail }) => ({
    ...locationOf(pointer),
    rule,
    detail,
    remedy: remedyOf(rule),
  }));
}

/** What to do when the history of a registry forbids what the file says. */
export function adviseOnHistory(file: string, current: string): string {
  return `${file} does not follow ${current}, the current release: files out there carry these numbers with their first meaning.
To keep this registry, give the nodes above unused numbers. To start a fresh one with the file as it is:
  DATA_DIR=.data-fresh npm run taxonomy -- publish ${file} --fresh
(or name an empty database in DATABASE_URL), and let the service use the same DATA_DIR or DATABASE_URL.`;
}
