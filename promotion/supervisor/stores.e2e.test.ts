import { execa } from 'execa';
import { expect, it } from 'vitest';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { openStore } from '../../server/store/open-store.ts';
import { onEachDatabase } from '../../server/store/testing/on-each-database.ts';
import { copyStore, removeCopy } from './stores.ts';

const folder = useTemporaryFolder();

await onEachDatabase((create) => {
  it('a copy of a store that is used → the same releases; what is published into it is not in the store', async ({
    skip,
  }) => {
    const { options, drop } = await create();
    const { failed } = await execa('pg_dump', ['--version'], { reject: false });
    if (options.databaseUrl && failed && !process.env.CI) skip('pg_dump is not installed.');
    const store = await openStore(options);
    const live = {
      DATA_DIR: options.dataDir,
      ...(options.databaseUrl && { DATABASE_URL: options.databaseUrl }),
    };

    const copied = await copyStore(live, folder());
    const copy = await openStore({ dataDir: String(copied.DATA_DIR), databaseUrl: copied.DATABASE_URL });
    expect(await copy.list()).toEqual(await store.list());
    expect([copied.DATA_DIR, copied.DATABASE_URL]).not.toEqual([live.DATA_DIR, live.DATABASE_URL]);
    await copy.close();
    // Again, in the place of the copy before.
    await copyStore(live, folder());

    await removeCopy(live, folder());
    if (copied.DATABASE_URL)
      await expect(openStore({ dataDir: folder(), databaseUrl: copied.DATABASE_URL })).rejects.toThrow();
    expect(await store.list()).toHaveLength(2);
    await store.close();
    await drop();
  });
});
