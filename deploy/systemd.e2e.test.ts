/** The unit and the driver of deploy/systemd: with a real nginx, and with a stand-in where systemd does not run. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { afterEach, beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { nginxIsMissing, type StartedNginx, startNginx } from '../lib/nginx.ts';
import { projectRoot } from '../lib/project.ts';
import { createTemporaryFolder } from '../lib/temporary-folder.ts';
import { until } from '../lib/until.ts';
import { openStore, type StoreOptions } from '../server/store/open-store.ts';
import { onPostgres } from '../server/store/testing/on-each-database.ts';
import { sampleNext } from '../server/store/testing/sample-release.ts';
import { type Systemd, useSystemd } from './testing/use-systemd.ts';

const systemd = useSystemd();
const folder = createTemporaryFolder();
const [first, second] = [join(folder, 'first'), join(folder, 'second')];

beforeAll(async () => {
  const build = ['--import', 'tsx', 'scripts/build.ts', '--out', first];
  await execa(process.execPath, build, { cwd: projectRoot });
  cpSync(first, second, { recursive: true });
  const file = join(second, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...manifest, commit: '2'.repeat(40) }));
});

beforeEach(() => writeTier());

function writeTier(more: Readonly<Record<string, string>> = {}): void {
  const variables = {
    ENVIRONMENT: 'staging',
    CORS_ORIGINS: 'https://staging.example',
    PUBLIC_URL: 'https://staging.example',
    ...more,
  };
  const lines = Object.entries({ ...variables, RATE_LIMIT: '60000' }).map(
    ([name, value]) => `${name}=${value}\n`,
  );
  writeFileSync(join(systemd().home, 'staging.env'), lines.join(''));
}

const idOf = (build: string) =>
  createHash('sha256')
    .update(readFileSync(join(build, 'manifest.json')))
    .digest('hex');
const named = (build: string) => ({ BUILD: idOf(build), BUILD_FOLDER: build });
const unitOf = (build: string) => `taxonomy@staging-${idOf(build).slice(0, 12)}.service`;

/** @throws Error when the driver fails. @returns its last line, the URL of `start` */
async function order(command: string, variables: Readonly<Record<string, string>>): Promise<string> {
  const { exitCode, line } = await systemd().driver(command, { TIER: 'staging', ...variables });
  if (exitCode !== 0) throw new Error(`exit code ${exitCode}: ${line}`);
  return line ?? '';
}

const get = async (url: string) => {
  // nginx closes connections that a client keeps when it is reloaded.
  const headers = { connection: 'close' };
  return (await fetch(`${url}/api/taxonomy/health`, { headers })).json();
};

describe('the units', () => {
  const verify = async (file: string) => {
    const { stderr } = await execa('systemd-analyze', ['verify', file], { reject: false });
    return stderr.split('\n').filter(Boolean);
  };

  it('systemd-analyze → finds nothing, and no way to more than a process needs', async ({ skip }) => {
    const { failed } = await execa('systemd-analyze', ['--version'], { reject: false });
    if (failed) skip('systemd is not installed');
    const copy = join(folder, 'units');
    cpSync(join(projectRoot, 'deploy/systemd'), copy, { recursive: true });
    // Node and the driver are elsewhere on this machine.
    for (const name of ['taxonomy@.service', 'taxonomy-live.service']) {
      const file = join(copy, name);
      const paths = /\/usr\/bin\/node|\/usr\/local\/lib\/taxonomy\/driver/;
      writeFileSync(file, readFileSync(file, 'utf8').replace(paths, process.execPath));
      expect(await verify(file)).toEqual([]);
    }
    // Of 100; without a sandbox it is 92.
    const security = ['security', '--offline=yes', '--threshold=20', join(copy, 'taxonomy@.service')];
    expect(await execa('systemd-analyze', security, { reject: false })).toMatchObject({ exitCode: 0 });
    const wrong = join(copy, 'wrong@.service');
    writeFileSync(wrong, '[Service]\nExecStart=/bin/true\nKillSingal=SIGTERM\n');
    expect(await verify(wrong)).toEqual([expect.stringContaining('KillSingal')]);
  });
});

describe('start', () => {
  const versionAt = async (url: string) => (await get(url)).version;

  it('a copy → its own data, the variables of the order, and nothing is left after stop', async () => {
    const { home, running } = systemd();
    await publishTo({ dataDir: join(home, 'staging/data') });
    const live = await order('start', { ...named(first), STORE: 'live' });
    const replaced = { VARIABLES: 'RATE_LIMIT LOG_LEVEL', RATE_LIMIT: '1', LOG_LEVEL: 'error' };
    const url = await order('start', { ...named(second), STORE: 'copy', ...replaced });
    expect([await versionAt(url), (await get(url)).build.id]).toEqual(['1.2.4', idOf(second)]);
    const statuses = async (at: string) => {
      const layers = `${at}/api/taxonomy/layers`;
      return [(await fetch(layers)).status, (await fetch(layers)).status];
    };
    expect([await statuses(url), await statuses(live)]).toEqual([
      [200, 429],
      [200, 200],
    ]);
    await publishTo({ dataDir: join(home, 'staging/copy') }, '1.2.5');
    const same = await order('start', { ...named(first), STORE: 'same copy', VARIABLES: '' });
    expect([await versionAt(same), (await get(same)).build.id]).toEqual(['1.2.5', idOf(first)]);
    expect(await statuses(same)).toEqual([200, 200]);
    expect(running()).toHaveLength(2);
    await order('stop', { STORE: 'copy' });
    expect(running()).toEqual([unitOf(first)]);
    expect(existsSync(join(home, 'staging/copy'))).toBe(false);
    expect(await versionAt(live)).toBe('1.2.4');
  });

  it('a variable as systemd reads it → quotes, backslashes and dollars are escaped', async () => {
    const { home } = systemd();
    const replaced = { VARIABLES: 'PUBLIC_NOTE', PUBLIC_NOTE: 'a "b" \\ $c `d`' };
    await order('start', { ...named(first), STORE: 'copy', ...replaced });
    const written = readFileSync(join(home, 'instances/staging-copy/instance.env'), 'utf8');
    expect(written).toContain('PUBLIC_NOTE="a \\"b\\" \\\\ \\$c \\`d\\`"\n');
  });

  it('twice on the live store → the same process', async () => {
    const urls = [];
    for (let i = 0; i < 2; i += 1) urls.push(await order('start', { ...named(first), STORE: 'live' }));
    expect(urls[1]).toBe(urls[0]);
    expect(systemd().running()).toEqual([unitOf(first)]);
  });

  it('a tier that lacks a variable → the sentence of the service, and the unit is stopped', async () => {
    writeTier({ CORS_ORIGINS: '*' });
    await expect(order('start', { ...named(first), STORE: 'live' })).rejects.toThrow(
      /^exit code 1: taxonomy@staging-[0-9a-f]{12}[.]service does not answer: ENVIRONMENT=staging needs CORS_ORIGINS.*"\*" is for dev only[.]$/,
    );
    expect(systemd().running()).toEqual([]);
  });
});

await onPostgres((create) => {
  it('start on a copy → a database beside it, which stop removes', async () => {
    const { options, drop } = await create();
    writeTier({ DATABASE_URL: String(options.databaseUrl) });
    await publishTo(options);
    const live = await order('start', { ...named(first), STORE: 'live' });
    const url = await order('start', { ...named(second), STORE: 'copy', VARIABLES: '' });
    expect((await get(url)).version).toBe('1.2.4');
    const copy = { ...options, databaseUrl: `${options.databaseUrl}_copy` };
    await publishTo(copy, '1.2.5');
    await order('stop', { STORE: 'copy' });
    await expect(openStore(copy)).rejects.toMatchObject({ cause: { code: '3D000' } });
    expect((await get(live)).version).toBe('1.2.4');
    await systemd().stopAll();
    await drop();
  });
});

/** Publishes a release as the first one, or as the next one where its reverse delta does not matter. */
async function publishTo(options: StoreOptions, version = '1.2.4'): Promise<void> {
  const store = await openStore({ ...options, fresh: true });
  const [newest] = await store.list();
  await store.publish(sampleNext(version), newest?.version);
  await store.close();
}

describe('switch', () => {
  const nginx = useNginxOf(systemd);

  it('to another build and back at 50 requests a second → no request fails', async ({ skip }) => {
    const url = await nginx(skip);
    await order('start', { ...named(first), STORE: 'live' });
    await order('switch', named(first));
    const load = startLoad(url);
    const took: number[] = [];
    const moves = [
      [second, first],
      [first, second],
    ] as const;
    for (const [next, before] of moves) {
      await order('start', { ...named(next), STORE: 'live' });
      const begun = await beginRequest(url);
      const started = performance.now();
      await order('switch', named(next));
      took.push(Math.round(performance.now() - started));
      // The watch of a promotion takes an answer of the build before for a failure.
      for (let i = 0; i < 20; i += 1) expect((await get(url)).build.id).toBe(idOf(next));
      const stopped = order('stop', named(before));
      await sleep(500);
      expect(await begun.end()).toContain(idOf(before));
      await stopped;
      expect(systemd().running()).toEqual([unitOf(next)]);
    }
    const { completed, failed } = await load.end();
    console.log(`${completed} requests, ${failed.length} failed; a switch took ${took.join(', ')} ms`);
    expect(failed).toEqual([]);
    expect(completed).toBeGreaterThan(100);
  });

  it('to a build that has ended → it is started again; resume, after a start of the machine, too', async ({
    skip,
  }) => {
    const url = await nginx(skip);
    await order('switch', named(first));
    await systemd().stopAll();
    await order('switch', named(first));
    expect((await get(url)).build.id).toBe(idOf(first));
    await systemd().stopAll();
    await order('resume', {});
    const timedOut = () => new Error('The build that was live does not answer.');
    const id = async () => (await fetch(`${url}/api/taxonomy/health`)).ok && (await get(url)).build.id;
    expect(await until(id, { timeoutMs: 30_000, timedOut })).toBe(idOf(first));
  });

  it('to nothing, because the build that has the traffic is stopped → 502, also when its port is taken', async ({
    skip,
  }) => {
    const url = await nginx(skip);
    await order('switch', named(first));
    const before = readFileSync(join(systemd().home, 'staging/upstream.conf'), 'utf8');
    await order('stop', named(first));
    const candidate = await order('start', { ...named(second), STORE: 'copy', VARIABLES: '' });
    expect(before).toContain(new URL(candidate).host);
    expect((await fetch(`${url}/api/taxonomy/health`)).status).toBe(502);
    await order('resume', {});
    expect(systemd().running()).toEqual(['taxonomy@staging-copy.service']);
  });
});

it.each([
  [
    'another command',
    'restart',
    { BUILD: 'b', BUILD_FOLDER: 'b' },
    2,
    /^Usage: driver start[|]switch[|]stop/,
  ],
  ['no build', 'switch', {}, 2, /^Usage: /],
  ['no tier', 'stop', { TIER: '', STORE: 'copy' }, 2, /^TIER has to be the name of a tier/],
  [
    'no variables of the tier',
    'stop',
    { TIER: 'dev', STORE: 'copy' },
    1,
    /dev[.]env cannot be read[.] .*deploy\/tiers/,
  ],
])('%s → one line says what to do', async (_name, command, variables, code, sentence) => {
  const ended = await systemd().driver(command, { TIER: 'staging', ...variables });
  expect(ended).toEqual({ exitCode: code, line: expect.stringMatching(sentence) });
});

/** 50 requests a second, each on a connection of its own. */
function startLoad(url: string) {
  const failed: unknown[] = [];
  const sent: Promise<void>[] = [];
  const send = async () => {
    const headers = { connection: 'close' };
    try {
      const response = await fetch(`${url}/api/taxonomy/layers`, { headers });
      await response.arrayBuffer();
      if (response.status !== 200) failed.push(response.status);
    } catch (error) {
      failed.push(error);
    }
  };
  const timer = setInterval(() => sent.push(send()), 20);
  return {
    async end() {
      clearInterval(timer);
      await Promise.all(sent);
      return { completed: sent.length, failed };
    },
  };
}

/** Sends half of a request. `end` sends the rest. @returns all that comes back */
async function beginRequest(url: string): Promise<{ end(): Promise<string> }> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  await once(socket, 'connect');
  socket.write('GET /api/taxonomy/health HTTP/1.1\r\nHost: a.example\r\n');
  return {
    end() {
      socket.write('Connection: close\r\n\r\n');
      return text(socket);
    },
  };
}

/** nginx with the upstream file that the driver writes. */
function useNginxOf(current: () => Systemd): (skip: TestContext['skip']) => Promise<string> {
  let started: StartedNginx | undefined;
  afterEach(async () => {
    await started?.stop();
    started = undefined;
  });
  return async (skip) => {
    const reason = nginxIsMissing();
    if (reason !== undefined && !process.env.CI) skip(reason);
    const { home } = current();
    const upstream = join(home, 'staging/upstream.conf');
    mkdirSync(join(home, 'staging'));
    writeFileSync(upstream, 'server 127.0.0.1:1;\n');
    started = await startNginx('plain', upstream);
    writeFileSync(join(home, 'nginx.pid'), String(started.pid));
    return started.url;
  };
}
