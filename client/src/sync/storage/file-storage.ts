/** For Node. An entry of its own, so that browsers do not load it. */
import { open, readFile, rename } from 'node:fs/promises';
import type { SyncStorage } from './model.ts';

/**
 * Keeps the copy in a file, which is replaced as a whole: a process that is killed leaves the old one or the new one.
 *
 * @param path its folder has to exist
 */
export function fileStorage(path: string): SyncStorage {
  return {
    kind: 'file',
    async *load() {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
      if (text !== undefined) yield JSON.parse(text);
    },
    async save(release) {
      const temporary = `${path}.${process.pid}.new`;
      const file = await open(temporary, 'w');
      try {
        await file.writeFile(JSON.stringify(release));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
    },
  };
}
