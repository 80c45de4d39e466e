import { basename, join } from 'node:path';
import { watch } from 'chokidar';

/** Watches every file below these folders, which may have to exist later. Returns a function that stops. */
export function watchFiles(
  folders: readonly string[],
  isWanted: (path: string) => boolean,
  changed: (path: string) => void,
): () => Promise<void> {
  const watcher = watch([...folders], {
    ignoreInitial: true,
    ignored: (path, stats) => stats?.isFile() === true && !isWanted(path),
  });
  const report = (path: string) => isWanted(path) && changed(path);
  watcher.on('all', (_event, path) => report(path));
  // chokidar drops the second change of a file within 50 ms. Its raw events include it.
  watcher.on('raw', (_event, name, details) => {
    const { watchedPath = '' } = details as { watchedPath?: string };
    report(basename(watchedPath) === name ? watchedPath : join(watchedPath, name));
  });
  return () => watcher.close();
}
