/** Makes a backup the SQLite store. */
import { chmodSync, copyFileSync, existsSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder } from '../../lib/temporary-folder.ts';
import { sqliteFile } from '../../server/store/open-store.ts';
import { holdsData, replaceDatabase, StoreInUse } from '../../server/store/sqlite-copies.ts';
import { createFolder } from '../../server/store/sqlite-files.ts';
import { checkCopy, onFile } from './check-copy.ts';
import { CommandError, type CommandIO, print, showProgress } from './command-io.ts';
import { locateStore } from './store-registry.ts';

export interface RestoreOptions extends CommandIO {
  readonly json?: true;
  readonly replace?: true;
}

export async function restore(options: RestoreOptions, file: string): Promise<void> {
  const { databaseUrl, dataDir } = locateStore(options.environment);
  if (databaseUrl)
    throw new CommandError(
      `DATABASE_URL names a PostgreSQL, which has its own command for this: pg_restore --exit-on-error --no-owner --dbname="$DATABASE_URL" ${file}`,
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
      data: { file, ...checked, replaced },
      text: `Restored ${checked.version} from ${file}: all ${checked.releases} releases are whole.`,
      hint: replaced === null ? '' : `What was there is now ${replaced}.`,
    });
  } finally {
    removeFolder(folder);
  }
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
