import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import wrapAnsi from 'wrap-ansi';
import { type BreakingChange, findBreakingChanges } from './breaking-changes.ts';
import { bundleFile, readEarlierBundle } from './earlier-bundle.ts';

/** What the contract of the working copy breaks, or why that is not known. */
export type Diff =
  | { readonly revision: string; readonly isReleased: boolean; readonly breaking: readonly BreakingChange[] }
  | { readonly missing: string };

export async function diffContract(root: string): Promise<Diff> {
  const text = await readFile(join(root, bundleFile), 'utf8');
  const earlier = await readEarlierBundle(root, text);
  if ('missing' in earlier) return earlier;
  const { revision, isReleased } = earlier;
  return { revision, isReleased, breaking: await findBreakingChanges(earlier.text, text) };
}

/** Whether released clients break. Before the first release there are no clients. */
export function isRefused(diff: Diff): boolean {
  return 'breaking' in diff && diff.isReleased && diff.breaking.length > 0;
}

/** At most 80 columns; the next command is last. Without a released contract, the last line says `Skipped`. */
export function renderDiff(diff: Diff): string {
  if ('missing' in diff) return `Skipped: ${diff.missing}`;
  const { revision, isReleased, breaking } = diff;
  const changes = breaking.map(({ document, line, message }) => {
    const file = document === 'earlier' ? `${revision}:${bundleFile}` : bundleFile;
    return `${file}:${line}\n${wrap(message)}`;
  });
  if (!isReleased) {
    const list = changes.length > 0 ? [`Changed since ${revision}, and allowed:`, ...changes] : [];
    return [...list, 'Skipped: no released contract'].join('\n\n');
  }
  if (changes.length === 0) return `The contract breaks no client of ${revision}.`;
  return [
    `The contract breaks clients of ${revision}:`,
    ...changes,
    'Undo these changes; or raise the major number of info.version in\nopenapi/openapi.yaml, and then: npm run generate',
  ].join('\n\n');
}

// hard: a pattern in a message has no spaces to break at.
const wrap = (message: string) => wrapAnsi(message, 78, { hard: true }).replaceAll(/^/gm, '  ');
