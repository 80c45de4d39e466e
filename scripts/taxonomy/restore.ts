/** Makes a backup the SQLite store, and marks a store with its tier. */
import { chmodSync, copyFileSync, existsSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder } from '../../lib/temporary-folder.ts';
import { sqliteFile } from '../../server/store/open-store.ts';
import { holdsData, replaceDatabase, StoreInUse } from '../../server/store/sqlite-copies.ts';
import { createFolder } from '../../server/store/sqlite-files.ts';
import { requireStore } from './backup.ts';
import { type CopyOptions, checkCopy, onFile } from './check-copy.ts';
import { CommandError, print, showProgress } from './command-io.ts';
import { explainStore, locateStore, openStoreOrRefuse } from './store-registry.ts';

export interface RestoreOptions extends CopyOptions {
  readonly replace?: true;
}

export async function restore(options: RestoreOptions, file?: string): Promise<void> {
  if (file === undefined) return markOnly(options);
  const { databaseUrl, dataDir } = locateStore(options.environment);
  const marking = options.tier ? ` && npm run taxonomy -- restore --tier ${options.tier}` : '';
  if (databaseUrl)
    throw new CommandError(
      `DATABASE_URL names a PostgreSQL, which has its own command for this: pg_restore --exit-on-error --no-owner --dbname="$DATABASE_URL" ${file}${marking}`,
      2,
    );
  const store = sqliteFile({ dataDir });
  if (holdsData(store) && !options.replace)
    throw new CommandError(
      `${store} holds releases already. To replace it, stop the service, then:\n  npm run taxonomy -- restore ${file} --replace`,
    );
  // Beside the store, so that the checked copy only has to be renamed.
  const folder = onFile(`DATA_DIR=${dataDir}`, 'written', () => {
    createFolder(dataDir);
    return mkdtempSync(join(dataDir, '.taxonomy-restore-'));
  });
  try {
    const copy = sqliteFile({ dataDir: folder });
    showProgress(options, `Copying ${file}`);
    onFile(file, 'read', () => copyBackup(file, copy));
    const checked = await checkCopy(file, folder, options);
    const replaced = onFile(store, 'written', () => replace(store, copy)) ?? null;
    print(options, {
      data: { file, ...checked, replaced, ...(options.tier && { tier: options.tier }) },
      text: `Restored ${checked.version} from ${file}: all ${checked.releases} releases are whole.`,
      hint: replaced === null ? '' : `What was there is now ${replaced}.`,
    });
  } finally {
    removeFolder(folder);
  }
}

/** For a store that other programs have restored, as those of PostgreSQL do. */
async function markOnly(options: RestoreOptions): Promise<void> {
  const { environment, tier } = options;
  if (tier === undefined)
    throw new CommandError('Name the backup to restore, or with --tier the tier of a restored store.', 2);
  const { databaseUrl, dataDir } = locateStore(environment);
  if (!databaseUrl) await requireStore(sqliteFile({ dataDir })).catch(explainStore({ dataDir }));
  const mark = { tier, replace: true } as const;
  const { store } = await openStoreOrRefuse(environment, { fresh: true, mark });
  await store.close();
  print(options, { data: { tier }, text: `The store is marked as ${tier}.` });
}

function copyBackup(file: string, copy: string): void {
  // A copy that was made by hand may have its newest releases in a WAL beside it.
  for (const end of ['', '-wal']) {
    if (end !== '' && !existsSync(file + end)) continue;
    copyFileSync(file + end, copy + end);
    // Backups are often read-only, and their mode is copied.
    chmodSync(copy + end, 0o644);
  }
}

function replace(store: string, copy: string): string | undefined {
  try {
    return replaceDatabase(store, copy);
  } catch (error) {
    if (!(error instanceof StoreInUse)) throw error;
    throw new CommandError(`${error.message} Stop the service, then run the command again.`);
  }
}
