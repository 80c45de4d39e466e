/** The bundle on disk: read once, or followed while it is edited. */
import { existsSync, type FSWatcher, readFileSync, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseContract } from './contract.ts';
import type { Contract } from './model.ts';

export const bundleFile = fileURLToPath(new URL('../generated/openapi.yaml', import.meta.url));

export function readContract(file: string = bundleFile): Contract {
  return parseContract(readFileSync(file, 'utf8'));
}

export interface ContractWatcher {
  /** Called for each new bundle, one after the other. A rejection goes to `failed`. */
  changed(contract: Contract): void | Promise<void>;
  failed(error: unknown): void;
}

/** Watches the bundle until the returned function is called. */
export function watchContract(
  { changed, failed }: ContractWatcher,
  file: string = bundleFile,
): () => Promise<void> {
  let known: string | undefined;
  const follow = async () => {
    const source = await readFile(file, 'utf8');
    if (source === known) return;
    // After a bundle that fails, the one before is news again.
    known = undefined;
    await changed(parseContract(source));
    known = source;
  };
  let last = Promise.resolve();
  const enqueue = (step: () => Promise<void>) => {
    last = last.then(step).catch(failed);
  };
  const watchFile = () => watchPath(file, failed, () => enqueue(follow));
  let watcher = watchFile();
  const folder = dirname(file);
  // The watch of a file ends with its folder, which may be made again.
  const folderWatcher = watchPath(folder, failed, () =>
    enqueue(async () => {
      if (!existsSync(folder)) return;
      watcher.close();
      watcher = watchFile();
      // A folder that is just made has no file yet.
      if (existsSync(file)) await follow();
    }),
  );
  return async () => {
    folderWatcher.close();
    // A step that still runs may make a new watcher.
    await last;
    watcher.close();
    await last;
  };
}

/**
 * Reports each change of what has this path. Watches the folder around it, because generating replaces the file.
 * chokidar is not used: it drops a change that follows another within 50 ms.
 */
function watchPath(path: string, failed: (error: Error) => void, changed: () => void): FSWatcher {
  return watch(dirname(path), (_event, name) => {
    if (name === basename(path)) changed();
  }).on('error', failed);
}
