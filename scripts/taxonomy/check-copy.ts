/** Checks a copy of a store before it counts as a backup, or is restored. */
import { openStore, sqliteFile } from '../../server/store/open-store.ts';
import { holdsData } from '../../server/store/sqlite-copies.ts';
import { StoreRefused, StoreUnavailable } from '../../server/store/store.ts';
import type { Tier } from '../../server/tier.ts';
import { CommandError, type CommandIO } from './command-io.ts';
import { requireWhole } from './verify.ts';

/** What a copy holds. */
export interface CheckedCopy {
  /** The newest release. */
  readonly version: string;
  readonly checksum: string;
  readonly releases: number;
}

export interface CopyOptions extends CommandIO {
  readonly json?: true;
  /** Marks the copy with this tier; without it, the copy keeps its mark. */
  readonly tier?: Tier;
}

/**
 * Opens the copy in this folder as the service would, and reads every release. Afterwards the database alone is
 * complete.
 *
 * @param name the file, for messages
 */
export async function checkCopy(name: string, folder: string, options: CopyOptions): Promise<CheckedCopy> {
  try {
    const checked = await readCopy(name, folder, options);
    if (holdsData(`${sqliteFile({ dataDir: folder })}-wal`)) throw new Error('the copy has a WAL');
    return checked;
  } catch (error) {
    if (error instanceof StoreRefused) throw new CommandError(`${name} cannot be used: ${error.message}`);
    if (!(error instanceof StoreUnavailable)) throw error;
    const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
    throw new CommandError(`${name} is not a whole store${cause}.`);
  }
}

async function readCopy(name: string, folder: string, options: CopyOptions): Promise<CheckedCopy> {
  const { tier } = options;
  const mark = tier && ({ tier, replace: true } as const);
  const store = await openStore({ dataDir: folder, fresh: true, ...(mark && { mark }) });
  try {
    const releases = await requireWhole(store, options, `${name} would not be whole: nothing is written.`);
    const [newest] = await store.list();
    if (!newest) throw new CommandError(`${name} holds no release.`);
    return { version: newest.version, checksum: newest.checksum, releases };
  } finally {
    await store.close();
  }
}

/** Runs work on a file. Its error becomes the message that the file cannot be read, or written. */
export function onFile<Value>(file: string, verb: 'read' | 'written', work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    // The system call and its path, which may be a temporary one, are left out.
    const [reason] = String(error instanceof Error ? error.message : error).split(', ');
    throw new CommandError(`${file} cannot be ${verb} (${reason}).`, 2);
  }
}
