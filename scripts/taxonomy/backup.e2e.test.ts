/** Backup and restore while other processes use the store. */
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { startServer } from '../../lib/process.ts';
import { projectRoot } from '../../lib/project.ts';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { openStore } from '../../server/store/open-store.ts';
import { startPublisher } from '../../server/store/testing/publishers.ts';

const folder = useTemporaryFolder();

async function taxonomy(dataDir: string, ...args: string[]) {
  const options = { cwd: projectRoot, env: { DATA_DIR: dataDir, DATABASE_URL: '' }, reject: false } as const;
  const { exitCode, stdout, stderr } = await execa(
    'node',
    ['--import', 'tsx', 'scripts/taxonomy.ts', ...args],
    options,
  );
  return { exitCode, stdout, stderr };
}

async function servedVersion(dataDir: string) {
  const { urls, stop } = await startServer('server/main.ts', ['PORT'], { env: { DATA_DIR: dataDir } });
  const served = await (await fetch(`${urls.PORT}/api/taxonomy/version`)).json();
  return { served, stop };
}

it('a process publishes all the time → each backup is whole, and has what was acknowledged before', async () => {
  const dataDir = join(folder(), 'data');
  await (await openStore({ dataDir })).close();
  const publisher = startPublisher({ target: { dataDir }, nodes: 3_000 });
  for (const round of [1, 2, 3]) {
    await publisher.next('published');
    const acknowledged = publisher.acknowledged.length;
    const file = join(folder(), `${round}.db`);
    const { exitCode, stdout, stderr } = await taxonomy(dataDir, 'backup', file, '--json');
    expect([exitCode, stderr]).toEqual([0, '']);
    // Two were seeded.
    expect(JSON.parse(stdout).releases).toBeGreaterThanOrEqual(acknowledged + 2);
  }
  publisher.kill();
  await publisher.ended;

  const restored = join(folder(), 'restored');
  const { stdout } = await taxonomy(restored, 'restore', join(folder(), '3.db'), '--json');
  const { version, checksum } = JSON.parse(stdout);
  const { served, stop } = await servedVersion(restored);
  expect(served).toMatchObject({ version, checksum });
  await stop();
});

it('a service has the store open → restore is refused; stopped → replaced, and what was there is kept', async () => {
  const dataDir = join(folder(), 'data');
  const backup = join(folder(), 'backup.db');
  const { served, stop } = await servedVersion(dataDir);
  expect((await taxonomy(dataDir, 'backup', backup)).exitCode).toBe(0);
  const publisher = startPublisher({ target: { dataDir }, releases: 1, nodes: 100 });
  expect(await publisher.ended).toBe(0);

  const refused = await taxonomy(dataDir, 'restore', backup, '--replace');
  expect([refused.exitCode, refused.stderr]).toEqual([
    1,
    expect.stringMatching(/is open in another process\. Stop the service/),
  ]);
  await stop();
  const { exitCode, stdout } = await taxonomy(dataDir, 'restore', backup, '--replace', '--json');
  expect(exitCode).toBe(0);
  const again = await servedVersion(dataDir);
  expect(again.served).toEqual(served);
  await again.stop();

  const other = join(folder(), 'other');
  expect((await taxonomy(other, 'restore', JSON.parse(stdout).replaced)).exitCode).toBe(0);
  const before = await servedVersion(other);
  expect(before.served.version).toBe(publisher.acknowledged[0]);
  await before.stop();
});
