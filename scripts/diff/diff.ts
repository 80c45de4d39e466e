import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BreakingChange, findBreakingChanges } from './breaking-changes.ts';
import { bundleFile, readEarlierBundle } from './earlier-bundle.ts';

/** What the contract of the working copy breaks; or why that cannot be said. */
export type Diff =
  | { readonly commit: string; readonly breaking: readonly BreakingChange[] }
  | { readonly missing: string };

export async function diffContract(root: string): Promise<Diff> {
  const text = await readFile(join(root, bundleFile), 'utf8');
  const earlier = await readEarlierBundle(root, text);
  if ('missing' in earlier) return earlier;
  return { commit: earlier.commit, breaking: await findBreakingChanges(earlier.text, text) };
}

/** Within 80 columns; what a person does next comes last. */
export function renderDiff(diff: Diff): string {
  if ('missing' in diff) return `Skipped: ${diff.missing}`;
  const { commit, breaking } = diff;
  if (breaking.length === 0) return `The contract breaks no client of ${commit}.`;
  return [
    `The contract breaks clients of ${commit}:`,
    ...breaking.map(({ document, line, message }) => {
      const file = document === 'earlier' ? `${commit}:${bundleFile}` : bundleFile;
      return `${file}:${line}\n${wrap(message)}`;
    }),
    'Take that back; or raise the major number of info.version in\nopenapi/openapi.yaml, and then: npm run generate',
  ].join('\n\n');
}

// A pattern in a message has no spaces to break at.
const wrap = (message: string) => message.replaceAll(/(.{1,78})(?:\s+|$)|(.{78})/g, '  $1$2\n').trimEnd();
