import { readFileSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { afterEach, expect, it, vi } from 'vitest';
import { freePort } from '../lib/ports.ts';
import { linesOf } from '../lib/process.ts';
import { copyProject, projectRoot } from '../lib/project.ts';
import { removeFolder } from '../lib/temporary-folder.ts';

const timeout = 120_000;
let starting: ReturnType<typeof start>;
afterEach(() => void starting?.kill());

function start(env: Record<string, string>, cwd = projectRoot, ...given: string[]) {
  const args = ['scripts/bootstrap.mjs', 'scripts/start.ts', ...given];
  return execa(process.execPath, args, { cwd, env, reject: false, all: true, forceKillAfterDelay: false });
}

/** Starts on free ports. `lines` are those of the terminal, and grow. */
async function startReady(cwd?: string, ...given: string[]) {
  const [port, mockPort] = [await freePort(), await freePort()];
  const lines: string[] = [];
  const ports = { PORT: String(port), MOCK_PORT: String(mockPort) };
  // Off, so that each request reaches its handler.
  starting = start({ ...ports, RESPONSE_CACHE: 'off' }, cwd, ...given);
  linesOf(starting.all, (line) => lines.push(line));
  await vi.waitFor(() => expect(lines.join()).toContain(`http://127.0.0.1:${port}/docs`), timeout);
  const urls = [port, mockPort].map((each) => `http://127.0.0.1:${each}/api/taxonomy`);
  return { lines, urls };
}

/** The processes that npm start has started. */
async function childrenOf(pid = 0): Promise<number[]> {
  const { stdout } = await execa('ps', ['-o', 'pid=', '--ppid', String(pid)]);
  return stdout.split('\n').map(Number);
}

it.each([
  ['SIGTERM', () => void starting.kill('SIGTERM'), 0, ''],
  ['SIGHUP, as of a terminal that is closed', () => void starting.kill('SIGHUP'), 0, ''],
  ['the mock is killed', killMock, 1, 'The mock ended (SIGKILL). Stopping everything.'],
])(
  'npm start: API and mock respond; %s → both stop',
  { timeout: 2 * timeout },
  async (_, end, code, message) => {
    const { lines, urls } = await startReady();
    for (const url of urls) {
      expect((await fetch(`${url}/version`)).status).toBe(200);
      expect((await fetch(`${url}/version?a=secret`)).status).toBe(400);
    }
    const line = (service: string) =>
      expect.stringMatching(new RegExp(`^${service} +\\d{3} +\\d+ ms {2}GET /api/taxonomy/version$`));
    await vi.waitFor(() => {
      for (const service of ['API', 'mock']) expect(lines).toContainEqual(line(service));
      expect(lines.join()).not.toContain('secret');
    }, timeout);

    await end();
    const { exitCode, stderr } = await starting;
    expect(exitCode).toBe(code);
    expect(stderr).toContain(message);
    for (const url of urls) await expect(fetch(url)).rejects.toThrow('fetch failed');
  },
);

it('npm start is killed by SIGKILL → its processes end', { timeout }, async () => {
  await startReady();
  const children = await childrenOf(starting.pid);
  expect(children.length).toBeGreaterThan(1);
  starting.kill('SIGKILL');
  await vi.waitFor(() => {
    for (const child of children) expect(() => process.kill(child, 0)).toThrow('ESRCH');
  }, timeout);
});

it('npm is killed by SIGKILL → what it started ends', { timeout }, async () => {
  const [port, mockPort] = [await freePort(), await freePort()];
  const npm = execa('npm', ['start'], {
    cwd: projectRoot,
    env: { PORT: String(port), MOCK_PORT: String(mockPort) },
    reject: false,
  });
  const url = `http://127.0.0.1:${port}`;
  await vi.waitFor(async () => expect((await fetch(url)).status).toBe(404), timeout);
  npm.kill('SIGKILL');
  await vi.waitFor(() => expect(fetch(url)).rejects.toThrow('fetch failed'), timeout);
});

const path = 'openapi/paths/layers.yaml';
const handlers = 'server/browse/handlers.ts';
const stays = 'API and mock stay as they were: ';
const stopped = 'API stopped: ';
const stub = 'Add it to server/operations.ts, or: npm run generate -- --stub';

const lineOf = (file: string, text: string) =>
  readFileSync(join(projectRoot, file), 'utf8').split(text, 1)[0]?.split('\n').length;

// Each: what is edited, from, to, and the one line that says so. Without a line the edit is followed.
const edits: [what: string, file: string, from: string | RegExp, to: string, line: string][] = [
  ['a YAML syntax error', path, 'get:', 'get: ]', `${stays}${path}:1:6  bad indentation of a mapping entry`],
  [
    'an unknown $ref',
    path,
    /parameters.IfNoneMatch/,
    'nope',
    `${stays}${path}:9:7  Can't resolve $ref: ENOENT`,
  ],
  ['an operationId that another operation has', path, ': listLayers', ': getTree', stays],
  [
    'an example that breaks its schema',
    path,
    'Count: 55',
    'Count: many',
    `npm run lint: ${path}:${lineOf(path, 'Count: 55')}:39  Example`,
  ],
  ['an unsupported feature', path, 'get:', 'trace:', `${stays}${path}:1:1  `],
  ['an empty file', path, /^.*$/s, '', `${stays}${path}:1:1  The file is empty.`],
  [
    'an operation without a handler',
    path,
    ': listLayers',
    ': listToys',
    'API stays as it was: operation listToys has no handler. ',
  ],
  [
    'a deleted handler',
    'server/operations.ts',
    '  listLayers,\n',
    '',
    `${stopped}operation listLayers has no handler. ${stub} listLayers`,
  ],
  [
    'a handler with a syntax error',
    handlers,
    'const listLayers',
    'const const x',
    `${stopped}${handlers}:9 Expected`,
  ],
  [
    'a handler that throws',
    handlers,
    '\nexport',
    "\nthrow new TypeError('no toys');\nexport",
    `${stopped}${handlers}:4 no toys`,
  ],
];

it('ten broken edits → each has one line, and the API works again when it is mended', {
  timeout: 5 * timeout,
}, async () => {
  const copy = await copyProject();
  const { lines, urls } = await startReady(copy, '--quiet');
  const seen = (from: number, text: string) =>
    vi.waitFor(() => expect(lines.slice(from).join('\n')).toContain(text), { timeout, interval: 50 });
  const reports = (from: number) =>
    lines.slice(from).filter((line) => line && !line.startsWith('generated/'));
  for (const [what, file, from, to, line] of edits) {
    const before = await readFile(join(copy, file), 'utf8');
    const at = lines.length;
    expect(before, what).not.toBe(before.replace(from, to));
    await writeFile(join(copy, file), before.replace(from, to));
    await seen(at, line);
    expect((await fetch(`${urls[1]}/layers`)).status, what).toBe(200);
    await writeFile(join(copy, file), before);
    await seen(at, 'API works again');
    expect(reports(at), what).toEqual([expect.stringContaining(line), 'API works again']);
    expect((await fetch(`${urls[0]}/layers`)).status, what).toBe(200);
  }

  // A deleted file, as when a branch is changed.
  const at = lines.length;
  await rename(join(copy, path), join(copy, 'layers.yaml'));
  const reference = lineOf('openapi/openapi.yaml', 'paths/layers.yaml');
  await seen(at, `${stays}openapi/openapi.yaml:${reference}:5  Can't resolve $ref: ENOENT`);
  await rename(join(copy, 'layers.yaml'), join(copy, path));
  await seen(at, 'API works again');

  // A file that is half written at first, and a wrong type, which only the compiler refuses.
  const quiet = lines.length;
  for (const file of [path, handlers]) {
    const whole = await readFile(join(copy, file), 'utf8');
    await writeFile(join(copy, file), whole.slice(0, whole.length / 2));
    await sleep(50);
    await writeFile(join(copy, file), whole);
  }
  const typed = await readFile(join(copy, handlers), 'utf8');
  await writeFile(join(copy, handlers), typed.replace('status: 200', "status: 200 as unknown as 'text'"));
  await sleep(3000);
  await vi.waitFor(async () => expect((await fetch(`${urls[0]}`)).status).toBe(200), timeout);
  expect(reports(quiet)).toEqual([]);
  starting.kill();
  await starting;
  removeFolder(copy);
});

it('a handler is edited during a request → the request is finished by the code before', {
  timeout: 2 * timeout,
}, async () => {
  const copy = await copyProject();
  const { urls } = await startReady(copy, '--quiet');
  const before = await readFile(join(copy, handlers), 'utf8');
  const slow = before.replace(
    /(Handler<'listLayers'> = )(.*\n.*\n.*body: )(snapshots.current\(\).layers)/,
    '$1async $2await new Promise((resolve) => setTimeout(resolve, 2000, $3)) as never',
  );
  await writeFile(join(copy, handlers), slow);
  const request = async () => {
    const startedAt = performance.now();
    const { status } = await fetch(`${urls[0]}/layers`);
    return { status, milliseconds: performance.now() - startedAt };
  };
  await vi.waitFor(async () => expect((await request()).milliseconds).toBeGreaterThan(1900), timeout);
  const pending = request();
  await sleep(1000);
  await writeFile(join(copy, handlers), before);
  await vi.waitFor(async () => expect((await request()).milliseconds).toBeLessThan(1900), timeout);
  const { status, milliseconds } = await pending;
  expect([status, milliseconds > 1900]).toEqual([200, true]);
  starting.kill();
  await starting;
  removeFolder(copy);
});

async function killMock(): Promise<void> {
  const { stdout } = await execa('ps', ['-o', 'pid=,args=', '--ppid', String(starting.pid)]);
  process.kill(Number.parseInt(/^.*mock.main\.ts/m.exec(stdout)?.[0] ?? '', 10), 'SIGKILL');
}

it('PORT and MOCK_PORT are the same → named, exit 1', { timeout }, async () => {
  starting = start({ PORT: '3999', MOCK_PORT: '3999' });
  const { exitCode, stderr } = await starting;
  expect(stderr).toBe('PORT and MOCK_PORT are both 3999. Choose another: MOCK_PORT=4000');
  expect(exitCode).toBe(1);
});

it.each(['PORT', 'MOCK_PORT'])('an invalid %s → named, exit 2', { timeout }, async (variable) => {
  starting = start({ [variable]: 'http' });
  const { exitCode, stderr } = await starting;
  expect(stderr).toContain(` ${variable}=http must be integer.`);
  expect(exitCode).toBe(2);
});

it.each([
  [
    'scripts/serve.ts',
    { HOST: '192.0.2.1' },
    'HOST=192.0.2.1 is not an address of this machine. Choose another: HOST=127.0.0.1',
  ],
  [
    'scripts/mock.ts',
    { HOST: '192.0.2.1' },
    'HOST=192.0.2.1 is not an address of this machine. Choose another: HOST=127.0.0.1',
  ],
  [
    'scripts/start.ts',
    { HOST: 'nowhere.invalid' },
    /^HOST=nowhere\.invalid cannot be found \(E\w+\)\. Choose another: HOST=127\.0\.0\.1$/,
  ],
])('%s with %j → one sentence, exit 1', { timeout }, async (script, env, sentence) => {
  const args = ['scripts/bootstrap.mjs', script];
  const { stderr, exitCode } = await execa(process.execPath, args, { cwd: projectRoot, env, reject: false });
  expect(stderr).toMatch(sentence);
  expect(stderr.split('\n')).toHaveLength(1);
  expect(exitCode).toBe(1);
});
