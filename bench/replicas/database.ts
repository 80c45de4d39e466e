/** A PostgreSQL that the bench can stop and start. */
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { Client } from 'pg';
import { freePort } from '../../lib/ports.ts';
import { Unreachable } from '../../lib/reach.ts';
import { createTemporaryFolder, removeFolder } from '../../lib/temporary-folder.ts';
import { until } from '../../lib/until.ts';
import { startBreakableProxy } from '../../server/store/testing/breakable-proxy.ts';
import { createPostgresDatabase, findAbsence } from '../../server/store/testing/databases.ts';

/** An empty database that can be made to fail. */
export interface BreakableDatabase {
  /** What it is and how it fails, for the report. */
  readonly kind: string;
  readonly url: string;
  stop(): Promise<void>;
  start(): Promise<void>;
  drop(): Promise<void>;
}

/**
 * A new PostgreSQL cluster where the programs are installed, otherwise a database that can be cut off.
 * @throws Unreachable where there is neither
 */
export async function createBreakableDatabase(): Promise<BreakableDatabase> {
  const programs = findPrograms();
  if (programs) return startCluster(programs);
  const absence = await findAbsence();
  if (absence === undefined) return createDatabaseBehindProxy();
  throw new Unreachable(`There is no PostgreSQL (${absence}). Install it, or set TEST_DATABASE_URL.`);
}

/** A database in the PostgreSQL of TEST_DATABASE_URL, which others use too and which must not be stopped. */
export async function createDatabaseBehindProxy(): Promise<BreakableDatabase> {
  const { options, drop } = await createPostgresDatabase();
  const proxy = await startBreakableProxy(options.databaseUrl ?? '');
  return {
    kind: 'one of TEST_DATABASE_URL, behind a proxy that cuts all connections',
    url: proxy.url,
    stop: async () => proxy.cut(),
    start: async () => proxy.restore(),
    async drop() {
      await proxy.close();
      await drop();
    },
  };
}

const debianFolder = '/usr/lib/postgresql';

/** The folder with PostgreSQL's programs, of the newest version if there are several. */
function findPrograms(): string | undefined {
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder) : [];
  const newestFirst = versions.sort((a, b) => Number(b) - Number(a));
  const folders = newestFirst.map((version) => join(debianFolder, version, 'bin'));
  folders.push(...(process.env.PATH ?? '').split(delimiter));
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));
}

async function startCluster(programs: string): Promise<BreakableDatabase> {
  const user = await unprivilegedUser();
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  let server: ReturnType<typeof runPostgres> | undefined;
  // Registered before the folder is created: at exit the server stops first, then its folder is removed.
  process.once('exit', () => server?.kill());
  const folder = createTemporaryFolder();
  if (user) chownSync(folder, user.uid, user.gid);
  await execa(join(programs, 'initdb'), ['-D', folder, '-U', 'postgres', '-A', 'trust', '--no-sync'], user);

  const settings = ['-p', `${port}`, '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
  const start = async () => {
    server = runPostgres(join(programs, 'postgres'), ['-D', folder, ...settings], user);
    await untilAccepting(url);
  };
  const stop = async () => {
    server?.kill();
    await server;
  };
  const drop = async () => {
    await stop();
    removeFolder(folder);
  };
  await start();
  return { kind: 'a PostgreSQL started for the bench, stopped as by a crash', url, stop, start, drop };
}

/** SIGQUIT is PostgreSQL's "immediate shutdown": connections end without notice, the next start recovers. */
function runPostgres(program: string, args: readonly string[], user: User | undefined) {
  const options = {
    stdio: 'ignore',
    reject: false,
    killSignal: 'SIGQUIT',
    forceKillAfterDelay: false,
  } as const;
  return execa(program, args, { ...options, ...user });
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root; its packages create a user for it. */
async function unprivilegedUser(): Promise<User | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = async (option: string) =>
    Number((await execa('id', [option, 'postgres'], { reject: false })).stdout);
  const [uid, gid] = [await idOf('-u'), await idOf('-g')];
  if (!uid || !gid) throw new Error('PostgreSQL refuses to run as root, and there is no user postgres.');
  return { uid, gid };
}

async function untilAccepting(connectionString: string): Promise<void> {
  let failure: unknown;
  const connects = async () => {
    const client = new Client({ connectionString });
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (error) {
      failure = error;
      return false;
    }
  };
  const timedOut = () => new Error('PostgreSQL does not accept connections', { cause: failure });
  await until(connects, { timeoutMs: 20_000, pollMs: 20, timedOut });
}
