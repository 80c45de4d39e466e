import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchFiles } from '../../lib/watch-files.ts';
import { ContractError, sourceFolders } from './bundle.ts';
import { generate } from './generate.ts';

// One save may cause several file events (truncate, write, rename). This delay makes them one.
const settleMilliseconds = 5;
// A file may be half written. The rest of it follows within this time.
const restMilliseconds = 100;

export type Regeneration = { changed: string[]; milliseconds: number } | { problems: readonly string[] };

export function describeRegeneration(regeneration: Regeneration): string {
  if ('problems' in regeneration) return regeneration.problems.join('\n');
  const what = regeneration.changed.length > 0 ? regeneration.changed.join(', ') : 'nothing changed';
  return `${what}  ${regeneration.milliseconds} ms`;
}

/** Generates after every save of a source and reports each time. Returns a function that stops. */
export function regenerateOnSave(root: string, report: (result: Regeneration) => void): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<void> = Promise.resolve();
  const folders = sourceFolders.map((folder) => join(root, folder));
  const isSource = (path: string) => /[.](yaml|json)$/.test(path);
  let saves = 0;
  const run = async (savedAt: number) => {
    const save = saves;
    const result = await regenerate(root, savedAt);
    if ('problems' in result) await sleep(restMilliseconds);
    // A problem that a newer save may have mended is not reported.
    if (!('problems' in result) || save === saves) report(result);
  };
  const regenerateSoon = () => {
    saves += 1;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const savedAt = performance.now() - settleMilliseconds;
      last = last.then(() => run(savedAt));
    }, settleMilliseconds);
  };
  const stopWatching = watchFiles(folders, isSource, regenerateSoon);
  return async () => {
    clearTimeout(timer);
    await stopWatching();
    await last;
  };
}

async function regenerate(root: string, savedAt: number): Promise<Regeneration> {
  try {
    const changed = await generate(root);
    return { changed, milliseconds: Math.round(performance.now() - savedAt) };
  } catch (error) {
    // An unfinished edit may also crash a generator: keep watching.
    return { problems: error instanceof ContractError ? error.problems : String(error).split('\n', 1) };
  }
}
