/**
 * The two services of docs/guides/moving-to-sync.md, each made of the blocks that name its file, against a server. Node has
 * neither a page nor localStorage, so these are small ones.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SyncState, TaxonomySync } from '../client/src/sync/index.ts';
import { projectRoot } from '../lib/project.ts';
import { createTemporaryFolder } from '../lib/temporary-folder.ts';
import { createMemoryStore } from '../server/store/memory-store.ts';
import { startTestService, type TestService } from '../server/testing/start-test-service.ts';
import { reverseDelta } from '../taxonomy/history.ts';
import { bundledReleases } from '../taxonomy/releases/index.ts';
import type { Release } from '../taxonomy/tree.ts';

// What the name of the package means here: its source. With a built package of that name, remove this.
const packages = { 'taxonomy-client/sync': join(projectRoot, 'client/src/sync/index.ts') };

const guide = readFileSync(join(projectRoot, 'docs/guides/moving-to-sync.md'), 'utf8');
const [before, current] = bundledReleases as [Release, Release];

interface Service {
  start(draw: () => void): unknown;
  getState(): { readonly status: string; readonly version?: string };
  getIndex(): { readonly version: string } | undefined;
  getCounts(layer: string): object;
}
type NewService = Service & { readonly sync: TaxonomySync; getState(): SyncState };

let service: TestService & { publish(): Promise<void> };
let oldService: Service;
let newService: NewService;
const kept = new Map<string, string>();
/** The version and the status whenever a page draws. */
let oldDrawn: [version: string | undefined, status: string][];
let newDrawn: typeof oldDrawn;

beforeEach(async () => {
  const store = createMemoryStore([before]);
  const publish = () =>
    store.publish({ release: current, reverse: reverseDelta(current, before) }, before.version);
  service = { ...(await startTestService({ store })), publish: async () => void (await publish()) };
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
    // The pages have one localStorage: the old service goes on with its own.
    removeItem: () => {},
  });
  vi.spyOn(globalThis, 'setInterval');
});
afterEach(async () => {
  newService?.sync.stop();
  stopPolling();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  kept.clear();
  await service.close();
});

/** The old service has no end of its own. */
function stopPolling(): void {
  for (const { value } of vi.mocked(setInterval).mock.results) clearInterval(value);
}

function write(folder: string, file: string, replace = (code: string) => code): string {
  const blocks = [...guide.matchAll(/^```ts (\S+)\n((?:.|\n)*?)^```$/gm)];
  const code = blocks.filter(([, name]) => name === file).map(([, , text]) => text);
  writeFileSync(join(folder, file), replace(code.join('\n')));
  return join(folder, file);
}

/** Runs a service of the guide, with this server and a poll each second. */
async function load<Module>(file: string): Promise<Module> {
  const folder = createTemporaryFolder();
  const onServer = (code: string) => {
    expect(code).toContain('300_000');
    return code.replace('http://localhost:3000', service.url).replace('300_000', '1_000');
  };
  const outfile = join(folder, 'service.mjs');
  await build({
    entryPoints: [write(folder, file, onServer)],
    ...{ outfile, bundle: true, format: 'esm', alias: packages, logLevel: 'silent' },
  });
  return import(pathToFileURL(outfile).href);
}

function drawOn(drawn: typeof oldDrawn, of: Service): void {
  of.start(() => drawn.push([of.getIndex()?.version, of.getState().status]));
}

async function start(): Promise<void> {
  [oldDrawn, newDrawn] = [[], []];
  oldService = await load('old-sync.ts');
  drawOn(oldDrawn, oldService);
  newService = await load('new-sync.ts');
  drawOn(newDrawn, newService);
}

const patience = { timeout: 60_000 };

function untilBothHave(version: string): Promise<void> {
  return vi.waitFor(
    () => expect([oldService, newService].map((one) => one.getIndex()?.version)).toEqual([version, version]),
    patience,
  );
}

async function expectSame(release: Release): Promise<void> {
  await untilBothHave(release.version);
  const index = await (await service.request('/api/taxonomy/index')).json();
  expect(newService.getIndex()).toEqual(index);
  expect(oldService.getIndex()).toEqual(index);
  for (const { code } of [...release.layers, { code: 'Z' }])
    expect(newService.getCounts(code)).toEqual(oldService.getCounts(code));
}

it('the code of the guide → compiles under the strict settings of this project', async () => {
  const folder = createTemporaryFolder();
  const files = ['old-sync.ts', 'new-sync.ts'].map((file) => write(folder, file));
  const paths = Object.fromEntries(Object.entries(packages).map(([name, file]) => [name, [file]]));
  const compilerOptions = {
    paths,
    incremental: false,
    typeRoots: [join(projectRoot, 'node_modules/@types')],
  };
  const configuration = { extends: join(projectRoot, 'tsconfig.json'), compilerOptions, files, include: [] };
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(configuration));
  const compiler = join(projectRoot, 'node_modules/typescript-native/bin/tsc');
  const { all } = await execa(process.execPath, [compiler, '-p', folder], { all: true, reject: false });
  expect(all).toBe('');
});

it('before and after a publish → the same index and the same counts', async () => {
  await start();
  await expectSame(before);
  await service.publish();
  await expectSame(current);
});

describe('a fault of the old service that the new one does not have', () => {
  it('a release arrives in the background → the page stays old; the new one draws it', async () => {
    await start();
    await untilBothHave(before.version);
    await service.publish();
    await untilBothHave(current.version);
    expect(oldDrawn).toEqual([[before.version, 'ready']]);
    expect(newDrawn.at(-1)).toEqual([current.version, 'fresh']);
  });

  it('the first request fails → the old one polls never again; the new one is fresh soon', async () => {
    const real = globalThis.fetch;
    const failed = new Set<unknown>();
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      const { pathname } = new URL(url);
      if (failed.size === 2 || failed.has(pathname)) return real(url, init);
      failed.add(pathname);
      throw new TypeError('connection refused');
    });
    await start();
    await vi.waitFor(() => expect(newDrawn.at(-1)).toEqual([before.version, 'fresh']), patience);
    expect(failed).toEqual(new Set(['/api/taxonomy/health', '/api/taxonomy/sync']));
    expect(newDrawn.map(([, status]) => status)).toContain('offline');
    expect(oldDrawn).toEqual([[undefined, 'error']]);
    expect(setInterval).not.toHaveBeenCalled();
  });

  it('the page is opened again within a day → old content as ready; the new one confirms first', async () => {
    await start();
    await untilBothHave(before.version);
    stopPolling();
    newService.sync.stop();
    await service.publish();
    await start();
    await vi.waitFor(() => expect(newDrawn.at(-1)).toEqual([current.version, 'fresh']), patience);
    expect(oldDrawn).toEqual([[before.version, 'ready']]);
    expect(newDrawn).not.toContainEqual([before.version, 'fresh']);
  });
});
