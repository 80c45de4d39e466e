/** The commands of the guide for operators that back up a PostgreSQL. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { neutralEnvironment } from '../../lib/process.ts';
import { copyProject, projectRoot } from '../../lib/project.ts';
import { openStore } from '../../server/store/open-store.ts';
import { onPostgres } from '../../server/store/testing/on-each-database.ts';
import { sampleRelease } from '../../server/store/testing/sample-release.ts';
import { reverseDelta } from '../../taxonomy/history.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';

const guide = readFileSync(join(projectRoot, 'docs/guides/operating.md'), 'utf8');

await onPostgres((create) => {
  it('a database is dumped and restored as the guide says → verified, and the same registry', async ({
    skip,
  }) => {
    const { failed } = await execa('pg_dump', ['--version'], { reject: false });
    if (failed && !process.env.CI) skip('pg_dump is not installed.');
    const [, commands = ''] = /```bash\n(pg_dump (?:.|\n)*?)```/.exec(guide) ?? [];
    const [database, restored] = [await create(), await create()];
    const store = await openStore({ ...database.options, mark: { tier: 'production' } });
    const release = sampleRelease('1.2.4');
    const reverse = reverseDelta(release, bundledReleases[1]);
    await store.publish({ release, reverse, provenance: { note: 'Größer ♫' } }, '1.2.3');

    const env = {
      ...neutralEnvironment(),
      DATABASE_URL: database.options.databaseUrl!,
      RESTORED_DATABASE_URL: restored.options.databaseUrl!,
    };
    const options = { cwd: await copyProject(), env, extendEnv: false, all: true, reject: false } as const;
    const { exitCode, all } = await execa('bash', ['-e', '-c', commands], options);
    expect([exitCode, all]).toEqual([0, expect.stringContaining('All 3 releases are whole.')]);
    expect(all).toContain('The store is marked as staging.');

    const copy = await openStore({ ...restored.options, mark: { tier: 'staging' } });
    expect([await copy.list(), await copy.history()]).toEqual([await store.list(), await store.history()]);
    await Promise.all([store.close(), copy.close()]);
    await Promise.all([database.drop(), restored.drop()]);
  });
});
