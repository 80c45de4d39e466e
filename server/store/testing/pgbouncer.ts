import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { execa } from 'execa';
import { freePort } from '../../../lib/ports.ts';
import { createTemporaryFolder, removeFolder } from '../../../lib/temporary-folder.ts';
import { until } from '../../../lib/until.ts';

export interface PgBouncer {
  /** The given URL, through PgBouncer. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Why PgBouncer cannot be used; `undefined` when it can. */
export async function findPgBouncerAbsence(): Promise<string | undefined> {
  const { failed } = await execa('pgbouncer', ['--version'], { env: { PATH: path }, reject: false });
  return failed ? 'pgbouncer is not installed' : undefined;
}

// Debian installs it where only the path of root leads.
const path = `${process.env.PATH}:/usr/sbin`;

/** Starts PgBouncer in front of a PostgreSQL. Two server connections are all that its clients share. */
export async function startPgBouncer(serverUrl: string, poolMode: string): Promise<PgBouncer> {
  const url = new URL(serverUrl);
  const port = await freePort();
  const folder = createTemporaryFolder();
  const file = join(folder, 'pgbouncer.ini');
  const password = url.password && ` password=${decodeURIComponent(url.password)}`;
  const lines = [
    '[databases]',
    `* = host=${url.hostname} port=${url.port || 5432} user=${decodeURIComponent(url.username)}${password}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    `pool_mode = ${poolMode}`,
    `default_pool_size = ${poolMode === 'session' ? 20 : 2}`,
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  // It refuses to run as root, and reads the file as the other user.
  chmodSync(folder, 0o755);
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = execa('pgbouncer', ['-q', ...user, file], { env: { PATH: path }, reject: false });
  await until(() => accepts(port), {
    timeoutMs: 10_000,
    timedOut: () => new Error('PgBouncer does not listen.'),
  });
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.href,
    async stop() {
      child.kill('SIGKILL');
      await child;
      removeFolder(folder);
    },
  };
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
