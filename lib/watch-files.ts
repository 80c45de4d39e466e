import { basename, dirname, join, sep } from 'node:path';
import { watch } from 'chokidar';

export interface Watched {
  readonly folders: readonly string[];
  isWanted(path: string): boolean;
  /** One save may cause several events. Changes that follow each other within this time are one. */
  readonly settleMs: number;
}

/** Calls back after each change of a wanted file below the folders. Returns a function that stops. */
export function watchFiles(
  { folders, isWanted, settleMs }: Watched,
  changed: () => void,
): () => Promise<void> {
  const isWithin = (path: string) =>
    folders.some((folder) => path === folder || path.startsWith(`${folder}${sep}`));
  let timer: NodeJS.Timeout | undefined;
  const report = (path: string) => {
    if (!isWithin(path) || !isWanted(path)) return;
    clearTimeout(timer);
    timer = setTimeout(changed, settleMs);
  };
  const parents = folders.map((folder) => dirname(folder));
  // Watches the folders around: the watch of a folder would end when the folder is removed.
  const watcher = watch(parents, {
    ignoreInitial: true,
    ignored: (path, stats) =>
      !parents.includes(path) && (!isWithin(path) || (stats?.isFile() === true && !isWanted(path))),
  });
  watcher.on('all', (_event, path) => report(path));
  // chokidar drops the second change of a file within 50 ms. Its raw events include it.
  watcher.on('raw', (_event, name, details) => {
    const { watchedPath = '' } = details as { watchedPath?: string };
    report(basename(watchedPath) === name ? watchedPath : join(watchedPath, name));
  });
  return () => {
    clearTimeout(timer);
    return watcher.close();
  };
}
