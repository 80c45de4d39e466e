/** The work of each subcommand. */
import type { Tier } from '../../server/tier.ts';
import { CommandError, print, showProgress } from './command-io.ts';
import { openHttpRegistry } from './http-registry.ts';
import { diffWith, type PublishOptions, publishFile, rollBackTo } from './publish.ts';
import type { Registry } from './registry.ts';
import { renderList } from './render.ts';
import { printValid, type ReadOptions, readOrRefuse } from './validate.ts';

export interface Options extends ReadOptions, PublishOptions {
  readonly url?: string;
  readonly replace?: true;
  readonly tier?: Tier;
}

export async function validate(options: Options, file: string): Promise<void> {
  printValid(file, await readOrRefuse(file, options), options);
}

export async function diff(options: Options, file: string): Promise<void> {
  const reading = await readOrRefuse(file, options);
  await withRegistry(options, (registry) => diffWith(registry, file, reading, options));
}

export async function publish(options: Options, file: string): Promise<void> {
  const reading = await readOrRefuse(file, options);
  await withRegistry(options, (registry) => publishFile(registry, file, reading, options));
}

export function exportRelease(options: Options, version?: string): Promise<void> {
  return withRegistry(options, async (registry) => {
    const wanted = version ?? (await registry.list())[0]?.version;
    const release = wanted === undefined ? undefined : await registry.get(wanted);
    if (!release)
      throw new CommandError(
        wanted === undefined
          ? 'Nothing is published yet.'
          : `There is no release ${wanted}. To see all releases: npm run taxonomy -- list`,
      );
    options.stdout(`${JSON.stringify(release, null, 2)}\n`);
  });
}

export function list(options: Options): Promise<void> {
  return withRegistry(options, async (registry) => {
    const releases = await registry.list();
    print(options, { data: releases, text: renderList(releases) });
  });
}

export function rollBack(options: Options, version: string): Promise<void> {
  return withRegistry(options, (registry) => rollBackTo(registry, version, options));
}

export async function verify(options: Options): Promise<void> {
  const [{ openStoreOrRefuse }, { verifyStore }] = await Promise.all([
    import('./store-registry.ts'),
    import('./verify.ts'),
  ]);
  const { store, explained } = await openStoreOrRefuse(options.environment, { fresh: true });
  await explained(verifyStore(store, options)).finally(() => store.close());
}

export async function backUp(options: Options, file: string): Promise<void> {
  await (await import('./backup.ts')).backUp(options, file);
}

export async function restore(options: Options, file?: string): Promise<void> {
  await (await import('./restore.ts')).restore(options, file);
}

async function withRegistry(options: Options, use: (registry: Registry) => Promise<void>): Promise<void> {
  const registry = await openRegistry(options);
  await use(registry).finally(() => registry.close());
}

async function openRegistry(options: Options): Promise<Registry> {
  const { url, environment, fresh } = options;
  if (url !== undefined) {
    const token = environment.TAXONOMY_TOKEN || undefined;
    return openHttpRegistry(url, token, (step) => showProgress(options, step));
  }
  // Loaded only here: a service, or a file alone, needs no database.
  const { openStoreRegistry } = await import('./store-registry.ts');
  return openStoreRegistry(environment, { fresh: fresh === true });
}
