/** Copies the SQLite store into one file, which `restore` reads. The service may be running. */
import { existsSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { removeFolder } from '../../lib/temporary-folder.ts';
import { sqliteFile } from '../../server/store/open-store.ts';
import { fromDriver } from '../../server/store/sql-database.ts';
import { copyDatabase, holdsData, syncFile } from '../../server/store/sqlite-copies.ts';
import { checkRemains } from '../../server/store/sqlite-files.ts';
import { StoreUnavailable } from '../../server/store/store.ts';
import { checkCopy, onFile } from './check-copy.ts';
import { CommandError, type CommandIO, print, showProgress } from './command-io.ts';
import { explainStore, locateStore } from './store-registry.ts';

export async function backUp(options: CommandIO & { readonly json?: true }, file: string): Promise<void> {
  const { databaseUrl, dataDir } = locateStore(options.environment);
  if (databaseUrl)
    throw new CommandError(`${inPostgres} pg_dump --format=custom --file=${file} "$DATABASE_URL"`, 2);
  if (existsSync(file)) throw new CommandError(`${file} exists already, and a backup overwrites nothing.`);
  const store = sqliteFile({ dataDir });
  await requireStore(store).catch(explainStore({ dataDir }));
  // Beside the file, so that the checked copy only has to be renamed.
  const folder = onFile(file, 'written', () => mkdtempSync(join(dirname(file), '.taxonomy-backup-')));
  try {
    const copy = sqliteFile({ dataDir: folder });
    showProgress(options, `Copying ${store}`);
    await fromDriver(() => copyDatabase(store, copy)).catch(explainStore({ dataDir }));
    const checked = await checkCopy(file, folder, options);
    onFile(file, 'written', () => moveWithoutOverwriting(copy, file));
    print(options, {
      data: { file, ...checked },
      text: `Backed up ${checked.version} to ${file}: all ${checked.releases} releases are whole.`,
      hint: `To restore it:\n  npm run taxonomy -- restore ${file}`,
    });
  } finally {
    removeFolder(folder);
  }
}

const inPostgres = 'DATABASE_URL names a PostgreSQL, which has its own command for this:';

/** @throws StoreUnavailable when there is no store, and StoreRefused when there was one */
export async function requireStore(store: string): Promise<void> {
  checkRemains(store);
  if (!holdsData(store)) throw new StoreUnavailable(new Error('there is none'));
}

function moveWithoutOverwriting(copy: string, file: string): void {
  syncFile(copy);
  // Fails when another process has created the file since it was looked for.
  writeFileSync(file, '', { flag: 'wx' });
  renameSync(copy, file);
}
