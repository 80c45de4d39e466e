import { join } from 'node:path';
import { watch } from 'chokidar';
import { ContractError, sourceFolders } from './bundle.ts';
import { generate } from './generate.ts';

// One save may cause several file events (truncate, write, rename). This delay makes them one.
const settleMilliseconds = 5;

export type Regeneration = { changed: string[]; milliseconds: number } | { problems: string };

export function describeRegeneration(regeneration: Regeneration): string {
  if ('problems' in regeneration) return regeneration.problems;
  const what = regeneration.changed.length > 0 ? regeneration.changed.join(', ') : 'nothing changed';
  return `${what}  ${regeneration.milliseconds} ms`;
}

/** Generates after every save of a source and reports each time. Returns a function that stops. */
export function regenerateOnSave(root: string, report: (result: Regeneration) => void): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<void> = Promise.resolve();
  const folders = sourceFolders.map((folder) => join(root, folder));
  const isSource = (path: string) => /[.](yaml|json)$/.test(path);
  const regenerateSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const savedAt = performance.now() - settleMilliseconds;
      last = last.then(() => regenerate(root, savedAt)).then(report);
    }, settleMilliseconds);
  };
  const watcher = watch(folders, {
    ignoreInitial: true,
    ignored: (path, stats) => stats?.isFile() === true && !isSource(path),
  });
  watcher.on('all', regenerateSoon);
  // chokidar drops the second change of a file within 50 ms. Its raw events include it.
  watcher.on('raw', (_event, path) => {
    if (isSource(path)) regenerateSoon();
  });
  return async () => {
    clearTimeout(timer);
    await watcher.close();
    await last;
  };
}

async function regenerate(root: string, savedAt: number): Promise<Regeneration> {
  try {
    const changed = await generate(root);
    return { changed, milliseconds: Math.round(performance.now() - savedAt) };
  } catch (error) {
    // An unfinished edit may also crash a generator: keep watching.
    return { problems: error instanceof ContractError ? error.message : String(error) };
  }
}
