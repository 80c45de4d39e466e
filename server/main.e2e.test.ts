/** The API as a process that cannot start. */
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import Database from 'libsql';
import { expect, it, vi } from 'vitest';
import { neutralEnvironment, startNode, startServer } from '../lib/process.ts';
import { useTemporaryFolder } from '../lib/testing/use-temporary-folder.ts';
import { openStore } from './store/open-store.ts';

const folder = useTemporaryFolder();

async function runToTheEnd(variables: Record<string, string> = {}) {
  const given = { DATA_DIR: folder(), PORT: '0', LOG_LEVEL: 'silent', ...variables };
  const env = { ...neutralEnvironment(), ...given };
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

it('a store without a mark, then a process of another tier → one line in the log, then exit 1 with one sentence', async () => {
  await (await openStore({ dataDir: folder() })).close();
  // Ends after it has opened the store: nothing can listen at this address.
  const unable = { HOST: '192.0.2.1', LOG_LEVEL: 'info' };
  const adopted = /"tier":"dev","msg":"the store is marked as dev"/;
  expect((await runToTheEnd(unable)).out).toMatch(adopted);
  expect((await runToTheEnd(unable)).out).not.toMatch(adopted);
  await (await openStore({ dataDir: folder(), mark: { tier: 'production', replace: true } })).close();
  expect(await runToTheEnd()).toEqual({
    exitCode: 1,
    out: '',
    err: `ENVIRONMENT=dev, but the store in DATA_DIR=${folder()} belongs to production: set the right ENVIRONMENT, DATA_DIR or DATABASE_URL, or, if it is a copy for dev, mark it: npm run taxonomy -- restore --tier dev\n`,
  });
});

it('an older release is damaged and nobody reads it → health names it nevertheless', async () => {
  await (await openStore({ dataDir: folder() })).close();
  const database = new Database(join(folder(), 'taxonomy.db'));
  database.exec("update releases set tree = replace(tree, 'Performers', 'Perfprmers') where sequence = 1");
  database.close();
  const { urls, stop } = await startServer('server/main.ts', ['PORT'], { env: { DATA_DIR: folder() } });
  const health = async () => (await fetch(`${urls.PORT}/api/taxonomy/health`)).json();
  await vi.waitFor(
    async () =>
      expect(await health()).toMatchObject({
        status: 'degraded',
        checks: { store: { status: 'up', damaged: ['1.2.2'] } },
      }),
    20_000,
  );
  await stop();
});

const onlyLinux = process.platform === 'linux' ? [] : ['/proc and /sys are folders of Linux'];
const wrong: [variable: string, value: string, exitCode: number, sentence: RegExp, skipped?: string[]][] = [
  // Node's recursive mkdir would never end there.
  ['DATA_DIR', '/proc/x', 3, /DATA_DIR=.* cannot be opened \(ENOENT: .*\)\. Check that/, onlyLinux],
  ['DATA_DIR', '/sys/x', 3, /DATA_DIR=.* cannot be opened \(E(PERM|ACCES|ROFS): .*\)\./, onlyLinux],
  ['DATA_DIR', './file', 3, /DATA_DIR=.* cannot be opened \(EEXIST: .*\)\./],
  // Node 24 says EEXIST.
  ['DATA_DIR', './file/below', 3, /DATA_DIR=.* cannot be opened \((ENOTDIR|EEXIST): .*\)\./],
  ['HOST', '192.0.2.1', 1, /^HOST=192\.0\.2\.1 is not an address of this machine\./],
  ['HOST', 'nowhere.invalid', 1, /^HOST=nowhere\.invalid cannot be found \(E\w+\)\./],
  ['DATABASE_URL', 'mysql://someone:secret@127.0.0.1/x', 2, /^The environment variable DATABASE_URL must/],
  ['DATABASE_URL', 'postgres://someone:secret@[bad/x', 2, /^The environment variable DATABASE_URL must/],
  ['DATABASE_URL', 'postgres://someone:secret@127.0.0.1:70000/x', 2, /^The environment variable DATABASE/],
  ['DATABASE_URL', 'postgres://someone:secret@127.0.0.1:1/x', 3, /DATABASE_URL cannot be opened \(connect E/],
  ['DATABASE_URL', 'postgres://127.0.0.1:1/x?password=secret', 3, /DATABASE_URL cannot be opened \(conn/],
  ['PUBLIC_URL', 'https://someone:secret@host.example', 2, /PUBLIC_URL=https:\/\/…@host\.example must match/],
  ['PUBLIC_URL', 'https://someone:sec?secret@host.example', 2, /PUBLIC_URL=https:\/\/…@host\.example must/],
  ['PUBLIC_URL', 'someone:secret@host.example', 2, /PUBLIC_URL=…@host\.example must match/],
  ['PUBLIC_URL', 'https://[host.example', 2, /PUBLIC_URL=https:\/\/\[host\.example must match/],
];

it.for(wrong)('%s=%s → exit %i with one sentence, without stack and password', async (row, { skip }) => {
  const [variable, value, exitCode, sentence, [reason] = []] = row;
  if (reason !== undefined) skip(reason);
  writeFileSync(join(folder(), 'file'), '');
  const given = value.replace(/^\.(?=\/)/, folder());
  const result = await runToTheEnd({ [variable]: given, LOG_LEVEL: 'info' });
  expect([result.exitCode, result.err]).toEqual([exitCode, expect.stringMatching(sentence)]);
  expect(result.err.trimEnd().split('\n')).toHaveLength(1);
  expect(`${result.err}${result.out}`).not.toMatch(/secret|\bat .*:\d+:\d+/);
});

it.each([
  [{ METRICS_HOST: '192.0.2.1' }, 'METRICS_HOST=192.0.2.1 is not an address of this machine.'],
  [{}, 'is taken. Choose another: METRICS_PORT='],
])('the metrics cannot be served, %j → exit 1 with one sentence', async (variables, sentence) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { exitCode, err } = await runToTheEnd({ METRICS_PORT: String(port), ...variables });
  server.close();
  expect([exitCode, err]).toEqual([1, expect.stringContaining(sentence)]);
  expect(err.trim().split('\n')).toHaveLength(1);
});
