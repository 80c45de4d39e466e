import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { beforeEach, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { openStore } from '../../server/store/open-store.ts';
import { sampleNext } from '../../server/store/testing/sample-release.ts';
import type { Tier } from '../../server/tier.ts';
import { historyOf, reverseDelta } from '../../taxonomy/history.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { runCommand } from './command.ts';

const folder = useTemporaryFolder();
let dataDir: string;
let backup: string;
beforeEach(async () => {
  dataDir = join(folder(), 'data');
  backup = join(folder(), 'backup.db');
  await (await openStore({ dataDir })).close();
});

async function taxonomy(args: readonly string[], environment = {}) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCommand(args, {
    environment: { DATA_DIR: dataDir, ...environment },
    stdin: (async function* () {})(),
    isTerminal: false,
    stdout: (text) => out.push(text),
    stderr: (text) => err.push(text),
  });
  return { code, stdout: out.join(''), stderr: err.join('') };
}

/** What a service would find there. */
async function read(options: { dataDir: string }) {
  const store = await openStore(options);
  const [list, history] = [await store.list(), await store.history()];
  const releases = await Promise.all(list.map(({ version }) => store.get(version)));
  await store.close();
  return { list, history, releases };
}

const damage = (statement: string, file = join(dataDir, 'taxonomy.db')) => {
  const database = new Database(file);
  database.exec(statement);
  database.close();
};

it('a store that is open → its backup alone is the same registry, and restores to it', async () => {
  const store = await openStore({ dataDir });
  const { release } = sampleNext('1.2.4');
  const next = { release, reverse: reverseDelta(release, bundledReleases[1]) };
  const provenance = { publisher: 'somebody', note: 'New' };
  await store.publish({ ...next, provenance }, '1.2.3', {
    key: 'key',
    bodyHash: '0'.repeat(64),
  });
  const { code, stdout } = await taxonomy(['backup', backup, '--json']);
  const [newest] = await store.list();
  const { version, checksum } = newest!;
  expect([code, JSON.parse(stdout)]).toEqual([0, { file: backup, version, checksum, releases: 3 }]);
  await store.publish(sampleNext('1.2.5'), '1.2.4');
  await store.close();
  // Backups are often kept read-only.
  chmodSync(backup, 0o400);
  expect(readdirSync(folder()).sort()).toEqual(['backup.db', 'data']);

  const other = { dataDir: join(folder(), 'a/b') };
  const restored = await taxonomy(['restore', backup, '--json'], { DATA_DIR: other.dataDir });
  expect([restored.code, JSON.parse(restored.stdout)]).toMatchObject([
    0,
    { version, checksum, replaced: null },
  ]);
  expect(readdirSync(other.dataDir).sort()).toEqual(['taxonomy.db', 'taxonomy.db-created']);
  const { list, releases } = await read(other);
  expect(list[0]).toEqual({ ...newest, ...provenance });
  expect(releases).toEqual([release, ...bundledReleases.toReversed()]);
  const reopened = await openStore(other);
  expect(await reopened.published('key')).toMatchObject({ version: '1.2.4' });
  await reopened.publish(sampleNext('1.2.5'), '1.2.4');
  await reopened.close();
});

it('the file exists → exit 1, and it stays as it is', async () => {
  writeFileSync(backup, 'mine');
  const { code, stderr } = await taxonomy(['backup', backup]);
  expect([code, stderr]).toEqual([1, `${backup} exists already, and a backup overwrites nothing.\n`]);
  expect(readFileSync(backup, 'utf8')).toBe('mine');
});

const unusable: [what: string, edit: () => void, code: number, message: RegExp][] = [
  [
    'a damaged release',
    () => damage("update releases set tree = replace(tree, 'Performers', 'Perfprmers')"),
    1,
    /would not be whole: nothing is written/,
  ],
  ['no store', () => rmSync(dataDir, { recursive: true }), 3, /cannot be used \(there is none\)/],
  ['a store that was emptied', () => truncateSync(join(dataDir, 'taxonomy.db')), 1, /held releases before/],
  [
    'no database',
    () => writeFileSync(join(dataDir, 'taxonomy.db'), 'text'.repeat(2000)),
    3,
    /not a database/,
  ],
];
it.each(unusable)('%s → no backup, and nothing else is left', async (_, edit, code, message) => {
  edit();
  const result = await taxonomy(['backup', backup]);
  expect([result.code, result.stderr]).toEqual([code, expect.stringMatching(message)]);
  expect(readdirSync(folder()).filter((name) => name !== 'data')).toEqual([]);
});

it('no folder for the backup → exit 2', async () => {
  const file = join(folder(), 'nowhere', 'backup.db');
  const { code, stderr } = await taxonomy(['backup', file]);
  expect([code, stderr]).toEqual([2, `${file} cannot be written (ENOENT: no such file or directory).\n`]);
});

const wrongBackups: [what: string, write: () => void, code: number, message: RegExp][] = [
  ['missing', () => rmSync(backup), 2, /cannot be read \(ENOENT/],
  ['empty', () => truncateSync(backup), 1, /holds no release/],
  ['cut off', () => truncateSync(backup, 20_000), 1, /is not a whole store/],
  ['no database', () => writeFileSync(backup, 'text'.repeat(2000)), 1, /is not a whole store/],
  [
    'damaged',
    () => damage("update releases set tree = replace(tree, 'Performers', 'Perfprmers')", backup),
    1,
    /would not be whole: nothing is written/,
  ],
];
it.each(wrongBackups)(
  'a backup that is %s → refused, and the store stays',
  async (_, edit, code, message) => {
    await taxonomy(['backup', backup]);
    edit();
    const before = readFileSync(join(dataDir, 'taxonomy.db'));
    const result = await taxonomy(['restore', backup, '--replace']);
    expect([result.code, result.stderr]).toEqual([code, expect.stringMatching(message)]);
    expect(readFileSync(join(dataDir, 'taxonomy.db')).equals(before)).toBe(true);
    expect(readdirSync(dataDir).filter((name) => !name.startsWith('taxonomy.db'))).toEqual([]);
  },
);

it('a store is there → restore is refused without --replace, and says so', async () => {
  await taxonomy(['backup', backup]);
  const { code, stderr } = await taxonomy(['restore', backup]);
  expect([code, stderr]).toEqual([1, expect.stringContaining(`restore ${backup} --replace`)]);
});

it('the database was deleted, and a WAL of it is left → restored without it, and the WAL is kept', async () => {
  await taxonomy(['backup', backup]);
  const file = join(dataDir, 'taxonomy.db');
  rmSync(file);
  writeFileSync(`${file}-wal`, 'of the deleted database');
  const { code, stderr } = await taxonomy(['restore', backup]);
  const [, kept = ''] = /What was there is now (.*)\.\n/.exec(stderr) ?? [];
  expect([code, readFileSync(`${kept}-wal`, 'utf8')]).toEqual([0, 'of the deleted database']);
  expect(existsSync(`${file}-wal`)).toBe(false);
  expect((await read({ dataDir })).history).toEqual(historyOf(bundledReleases));
});

const openAs = async (tier: Tier, name = 'copy') =>
  (await openStore({ dataDir: join(folder(), name), mark: { tier } })).close();

it('a backup of production → keeps its mark, and restored with --tier staging it is of staging', async () => {
  await openAs('production', 'data');
  await taxonomy(['backup', backup]);
  expect((await taxonomy(['restore', backup], { DATA_DIR: join(folder(), 'copy') })).code).toBe(0);
  await expect(openAs('staging')).rejects.toThrow('belongs to production');
  const args = ['restore', backup, '--tier', 'staging', '--json'];
  const { code, stdout } = await taxonomy(args, { DATA_DIR: join(folder(), 'of-staging') });
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { tier: 'staging', releases: 2 }]);
  await openAs('staging', 'of-staging');
  await expect(openAs('production', 'of-staging')).rejects.toThrow('belongs to staging');
  await openAs('production', 'data');
});

it('restore --tier without a file → marks the store that is there', async () => {
  const copy = { DATA_DIR: join(folder(), 'copy') };
  await openAs('production');
  const { code, stdout } = await taxonomy(['restore', '--tier', 'staging'], copy);
  expect([code, stdout]).toEqual([0, 'The store is marked as staging.\n']);
  await openAs('staging');
});

it.each([
  ['neither a file nor a tier', [], 2, /^Name the backup to restore, or with --tier/],
  ['an unknown tier', ['--tier', 'test'], 2, /Allowed choices are dev, staging, production/],
  ['a folder without a store', ['--tier', 'staging'], 3, /DATA_DIR=.*copy cannot be used \(there is none\)/],
])('restore with %s → refused, and no store is made', async (_, args, code, message) => {
  const result = await taxonomy(['restore', ...args], { DATA_DIR: join(folder(), 'copy') });
  expect([result.code, result.stderr]).toEqual([code, expect.stringMatching(message)]);
  expect(existsSync(join(folder(), 'copy'))).toBe(false);
});

it('a backup with an unknown migration → refused with its name, and the store stays', async () => {
  await taxonomy(['backup', backup]);
  damage("insert into kysely_migration values ('0000-foreign', '')", backup);
  const { code, stderr } = await taxonomy(['restore', backup, '--replace']);
  expect([code, stderr]).toEqual([1, expect.stringContaining('backup.db cannot be used: The store has the')]);
  expect((await read({ dataDir })).list).toHaveLength(2);
});

it.each([
  ['backup', /^DATABASE_URL names a PostgreSQL.*: pg_dump .*--file=a\.db "\$DATABASE_URL"\n$/],
  ['restore', /^DATABASE_URL names a PostgreSQL.*: pg_restore .*--dbname="\$DATABASE_URL" a\.db\n$/],
])('%s of a PostgreSQL → exit 2 with the command to use', async (command, message) => {
  const environment = { DATABASE_URL: 'postgres://someone:secret@127.0.0.1:1/registry' };
  const { code, stdout, stderr } = await taxonomy([command, 'a.db'], environment);
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(message)]);
});

it('restore --tier of a PostgreSQL → the command to use has both steps', async () => {
  const environment = { DATABASE_URL: 'postgres://someone:secret@127.0.0.1:1/registry' };
  const { stderr } = await taxonomy(['restore', 'a.db', '--tier', 'staging'], environment);
  expect(stderr).toMatch(/ a\.db && npm run taxonomy -- restore --tier staging\n$/);
});
