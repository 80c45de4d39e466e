import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase, openStore } from '../../server/store/open-store.ts';
import type { TestDatabase } from '../../server/store/testing/databases.ts';
import { onEachDatabase } from '../../server/store/testing/on-each-database.ts';
import { sampleNext } from '../../server/store/testing/sample-release.ts';
import { runCommand } from './command.ts';

await onEachDatabase((create) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await create();
    await (await openStore(database.options)).close();
  });
  afterEach(() => database.drop());

  async function execute(statement: string): Promise<void> {
    const { db } = await openDatabase(database.options);
    await sql.raw(statement).execute(db);
    await db.destroy();
  }

  async function verify(...args: string[]) {
    const { dataDir, databaseUrl } = database.options;
    const [out, err]: [string[], string[]] = [[], []];
    const code = await runCommand(['verify', ...args], {
      environment: { DATA_DIR: dataDir, DATABASE_URL: databaseUrl },
      stdin: (async function* () {})(),
      isTerminal: false,
      stdout: (text) => out.push(text),
      stderr: (text) => err.push(text),
    });
    return { code, stdout: out.join(''), stderr: err.join('') };
  }

  it('a whole store → exit 0', async () => {
    expect(await verify()).toEqual({ code: 0, stdout: 'All 2 releases are whole.\n', stderr: '' });
  });

  it('a changed tree and an unreadable version → exit 1, and both are listed', async () => {
    await execute("update releases set tree = replace(tree, 'Performers', 'Perfprmers') where sequence = 1");
    await execute("update releases set version = 'none' where sequence = 2");
    const { code, stdout } = await verify('--json');
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      { checked: 2, damaged: [{ release: '#2' }, { release: '1.2.2' }] },
    ]);
    expect((await verify()).stdout).toContain('its content does not have its checksum');
  });

  it('one changed letter in a reverse delta → exit 1', async () => {
    await execute("update reverse_deltas set changes = replace(changes, 'Metaverse', 'Metavrrse')");
    const { code, stdout } = await verify();
    expect(code).toBe(1);
    expect(stdout).toMatch(/1\.2\.3 .*its reverse delta does not have its checksum/);
  });

  it('a reverse delta that was published wrong → exit 1', async () => {
    const store = await openStore(database.options);
    await store.publish(sampleNext('1.2.4'), '1.2.3');
    await store.close();
    const { code, stdout } = await verify();
    expect(code).toBe(1);
    expect(stdout).toMatch(/1\.2\.4 .*its reverse delta does not lead to the release before/);
  });
});
