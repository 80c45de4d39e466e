/** The bundle on disk: read once, or followed while it is edited. */
import { readFileSync, watch } from 'node:fs';
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
  // Watches the folder, because generating replaces the file. chokidar is not used: it drops a change that follows
  // another within 50 ms.
  const watcher = watch(dirname(file), (_event, name) => {
    if (name === basename(file)) last = last.then(follow).catch(failed);
  });
  watcher.on('error', failed);
  return async () => {
    watcher.close();
    await last;
  };
}
