import { basename, join } from 'node:path';
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
  let timer: NodeJS.Timeout | undefined;
  const report = (path: string) => {
    if (!isWanted(path)) return;
    clearTimeout(timer);
    timer = setTimeout(changed, settleMs);
  };
  const watcher = watch([...folders], {
    ignoreInitial: true,
    ignored: (path, stats) => stats?.isFile() === true && !isWanted(path),
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
