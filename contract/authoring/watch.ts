import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchFiles } from '../../lib/watch-files.ts';
import { ContractError, sourceFolders } from './bundle.ts';
import { generate, writeWhenDifferent } from './generate.ts';

const settleMilliseconds = 5;
// A file may be half written. The rest of it follows within this time.
const restMilliseconds = 100;
// Longer than the delay of a source: a change of branch saves both, and that is no edit.
const restoreMilliseconds = 50;

export type Regeneration =
  | { changed: string[]; milliseconds: number }
  | { problems: readonly string[] }
  /** Files of generated/ that somebody edited. */
  | { overwritten: string[] };

export function describeRegeneration(regeneration: Regeneration): string {
  if ('problems' in regeneration) return regeneration.problems.join('\n');
  if ('overwritten' in regeneration) {
    const files = regeneration.overwritten.map((file) => `${file} is made from openapi/`);
    return files.map((file) => `${file}, and the edit of it is overwritten: edit openapi/`).join('\n');
  }
  const what = regeneration.changed.length > 0 ? regeneration.changed.join(', ') : 'nothing changed';
  return `${what}  ${regeneration.milliseconds} ms`;
}

/**
 * Generates after every save of a source, and undoes edits of generated/. Reports each time. Returns a function that
 * stops.
 */
export function regenerateOnSave(root: string, report: (result: Regeneration) => void): () => Promise<void> {
  const folders = sourceFolders.map((folder) => join(root, folder));
  const generated = join(root, 'generated');
  let written = new Map<string, string>();
  let saves = 0;
  const remember = async () => {
    written = await readFiles(generated);
  };
  const run = async (savedAt: number) => {
    const save = saves;
    const result = await regenerate(root, savedAt);
    await remember();
    if ('problems' in result) await sleep(restMilliseconds);
    // A problem that a newer save may have mended is not reported.
    if (!('problems' in result) || save === saves) report(result);
  };
  const restore = async () => {
    try {
      const overwritten = await writeAgain(generated, written);
      if (overwritten.length > 0) report({ overwritten });
    } catch (error) {
      report({ problems: problemsOf(error) });
    }
  };

  let last = remember();
  const isSource = (path: string) => /[.](yaml|json)$/.test(path);
  const isGenerated = (path: string) => written.has(basename(path));
  const watchers = [
    watchFiles({ folders, isWanted: isSource, settleMs: settleMilliseconds }, () => {
      saves += 1;
      const savedAt = performance.now() - settleMilliseconds;
      last = last.then(() => run(savedAt));
    }),
    watchFiles({ folders: [generated], isWanted: isGenerated, settleMs: restoreMilliseconds }, () => {
      last = last.then(restore);
    }),
  ];
  return async () => {
    await Promise.all(watchers.map((stop) => stop()));
    await last;
  };
}

/** Returns the names of the files that were different. */
async function writeAgain(folder: string, files: ReadonlyMap<string, string>): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const different: string[] = [];
  for (const [name, text] of files) {
    if (await writeWhenDifferent(join(folder, name), text)) different.push(`generated/${name}`);
  }
  return different;
}

async function readFiles(folder: string): Promise<Map<string, string>> {
  const names = await readdir(folder).catch(() => []);
  const reads = names
    .filter((name) => !name.endsWith('.tmp'))
    .map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const);
  // A name may belong to a folder, and a file may be removed meanwhile.
  const files = await Promise.allSettled(reads);
  return new Map(files.flatMap((file) => (file.status === 'fulfilled' ? [file.value] : [])));
}

async function regenerate(root: string, savedAt: number): Promise<Regeneration> {
  try {
    const changed = await generate(root);
    return { changed, milliseconds: Math.round(performance.now() - savedAt) };
  } catch (error) {
    return { problems: problemsOf(error) };
  }
}

// An unfinished edit may also crash a generator: keep watching.
function problemsOf(error: unknown): readonly string[] {
  return error instanceof ContractError ? error.problems : String(error).split('\n', 1);
}
