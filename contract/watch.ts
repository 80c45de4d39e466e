import { readFile } from 'node:fs/promises';
import { watch } from 'chokidar';
import { bundleFile, type Contract, parseContract } from './contract.ts';

export interface ContractWatcher {
  /** The bundle was written anew; a rejection goes to `failed`. */
  changed(contract: Contract): void | Promise<void>;
  failed(error: unknown): void;
}

/** Follows the bundle for as long as the process lives, or until the returned function is called. */
export function watchContract(
  { changed, failed }: ContractWatcher,
  file: string = bundleFile,
): () => Promise<void> {
  const watcher = watch(file, { ignoreInitial: true });
  const follow = () => readFile(file, 'utf8').then(parseContract).then(changed).catch(failed);
  watcher.on('add', follow).on('change', follow);
  return () => watcher.close();
}
