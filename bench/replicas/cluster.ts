/** A PostgreSQL of its own that may be stopped like one that crashes, and started again. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from '../../lib/ports.ts';
import type { BreakableDatabase } from './breakable-database.ts';

const debianFolder = '/usr/lib/postgresql';
const startMs = 20_000;

/** The folder of the programs, the newest if there are several. */
export function findPrograms(): string | undefined {
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder) : [];
  const newestFirst = versions.sort((a, b) => Number(b) - Number(a));
  const folders = newestFirst.map((version) => join(debianFolder, version, 'bin'));
  folders.push(...(process.env.PATH ?? '').split(delimiter));
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));
}

export async function startCluster(programs: string): Promise<BreakableDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'taxonomy-cluster-'));
  const user = unprivileged();
  if (user) chownSync(folder, user.uid, user.gid);
  const initdb = ['-D', folder, '-U', 'postgres', '-A', 'trust', '--no-sync'];
  const { status, stderr } = spawnSync(join(programs, 'initdb'), initdb, { ...user, encoding: 'utf8' });
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`);

  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const settings = ['-p', `${port}`, '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
  let server: ChildProcess | undefined;
  const stop = async () => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    // PostgreSQL's "immediate shutdown": no goodbye to anybody, and recovery at the next start.
    server.kill('SIGQUIT');
    await ended;
  };
  process.once('exit', () => {
    server?.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const start = async () => {
    server = spawn(join(programs, 'postgres'), ['-D', folder, ...settings], { ...user, stdio: 'ignore' });
    await untilAccepting(url);
  };
  await start();
  return { kind: 'a PostgreSQL of its own, stopped as by a crash', url, stop, start, drop: stop };
}

/** PostgreSQL refuses to run as root; its packages bring a user for it. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = ['-u', '-g'].map((option) =>
    Number(spawnSync('id', [option, 'postgres'], { encoding: 'utf8' }).stdout),
  );
  if (!uid || !gid) throw new Error('PostgreSQL refuses to run as root, and there is no user postgres.');
  return { uid, gid };
}

async function untilAccepting(connectionString: string): Promise<void> {
  const deadline = performance.now() + startMs;
  for (;;) {
    const client = new Client({ connectionString });
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await sleep(20);
    }
  }
}
