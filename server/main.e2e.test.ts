/** The API as a process, with a store that it cannot serve. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import Database from 'libsql';
import { expect, it } from 'vitest';
import { neutralEnvironment, startNode } from '../lib/process.ts';
import { useTemporaryFolder } from '../lib/testing/use-temporary-folder.ts';
import { openStore } from './store/open-store.ts';

const folder = useTemporaryFolder();

async function runToTheEnd() {
  const env = { ...neutralEnvironment(), DATA_DIR: folder(), PORT: '0', LOG_LEVEL: 'silent' };
  const api = startNode(['server/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [{ exitCode }, out, err] = await Promise.all([api, text(api.stdout!), text(api.stderr!)]);
  return { exitCode, out, err };
}

it('no release is whole → exit 1 with one sentence', async () => {
  await (await openStore({ dataDir: folder() })).close();
  const database = new Database(join(folder(), 'taxonomy.db'));
  database.exec("update releases set tree = cast(x'ff' || cast(tree as blob) as text)");
  database.close();
  expect(await runToTheEnd()).toEqual({
    exitCode: 1,
    out: '',
    err: 'No release can be served. Release 1.2.3 is damaged in the store: its tree is not text in UTF-8. Restore a backup.\n',
  });
});

it('the database is deleted, and a file beside it is left → exit 1 with one sentence', async () => {
  await (await openStore({ dataDir: folder() })).close();
  const file = join(folder(), 'taxonomy.db');
  rmSync(file);
  expect(await runToTheEnd()).toEqual({
    exitCode: 1,
    out: '',
    err: `${file} is missing or empty, and held releases before: restore it from a backup.\n`,
  });
});
