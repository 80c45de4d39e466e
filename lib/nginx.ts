/** Starts nginx in a folder of its own, with the files of deploy/nginx. It ends with stop(), or with this process. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';
import { freePort } from './ports.ts';
import { projectRoot } from './project.ts';
import { answers, Unreachable } from './reach.ts';
import { createTemporaryFolder, removeFolder } from './temporary-folder.ts';
import { until } from './until.ts';

/** The files of deploy/nginx that hold a server. */
export const situations = ['plain', 'gzip', 'micro-cache', 'prefix'] as const;
export type Situation = (typeof situations)[number];

export interface StartedNginx {
  readonly url: string;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

// Debian has it in a folder that is not in the PATH of every user.
const program = () =>
  execaSync('sh', ['-c', 'PATH="$PATH:/usr/sbin" command -v nginx'], { reject: false }).stdout;

/** Why there is no nginx; undefined when there is one. */
export function nginxIsMissing(): string | undefined {
  return program() === '' ? 'nginx is not installed' : undefined;
}

/**
 * @param upstream the URL of the service, or a file that nginx includes
 * @throws Unreachable with what nginx says, when it does not start
 */
export async function startNginx(situation: Situation, upstream: string): Promise<StartedNginx> {
  const folder = createTemporaryFolder();
  const port = await freePort();
  writeConfiguration(folder, situation, { upstream, port });
  const child = execa(program(), ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'], {
    reject: false,
    forceKillAfterDelay: 2000,
  });
  const stop = async () => {
    child.kill();
    await child;
    removeFolder(folder);
  };
  const url = `http://127.0.0.1:${port}`;
  const isReady = async () => {
    if (await answers(url)) return true;
    if (child.exitCode === null) return false;
    throw new Unreachable(`nginx ended: ${(await child).stderr}`);
  };
  const timedOut = () => new Unreachable(`nginx does not answer at ${url}`);
  await until(isReady, { timeoutMs: 20_000, pollMs: 10, timedOut }).catch(async (error) => {
    await stop();
    throw error;
  });
  return { url, pid: child.pid, stop };
}

function writeConfiguration(
  folder: string,
  situation: Situation,
  { upstream, port }: { upstream: string; port: number },
): void {
  const files = join(folder, 'taxonomy');
  cpSync(join(projectRoot, 'deploy/nginx'), files, { recursive: true });
  mkdirSync(join(folder, 'temp'));
  const server = URL.canParse(upstream) ? `server ${new URL(upstream).host}` : `include ${upstream}`;
  replace(join(files, 'taxonomy.conf'), 'server 127.0.0.1:3000', server);
  replace(join(files, 'taxonomy.conf'), '/var/cache/nginx/taxonomy', join(folder, 'cache'));
  replace(join(files, `${situation}.conf`), 'listen 8080', `listen 127.0.0.1:${port}`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path temp/${name};`,
  );
  const root = userInfo();
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off;
worker_processes 1;
${root.uid === 0 ? `user ${root.username};` : ''}
pid nginx.pid;
events { worker_connections 1024; }
http {
  access_log off;
  ${temporary.join('\n  ')}
  include taxonomy/taxonomy.conf;
  include taxonomy/${situation}.conf;
}
`,
  );
}

function replace(file: string, text: string, by: string): void {
  const before = readFileSync(file, 'utf8');
  if (!before.includes(text)) throw new Error(`${file} lacks ${text}`);
  writeFileSync(file, before.replace(text, by));
}
