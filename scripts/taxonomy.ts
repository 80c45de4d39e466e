// npm run taxonomy: looks into a registry of releases and publishes to it.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { createCommand } from './lib/command.ts';
import { Failure } from './taxonomy/failure.ts';
import { openHttpRegistry } from './taxonomy/http-registry.ts';
import { showProgress } from './taxonomy/progress.ts';
import { diffWith, type PublishOptions, publishFile, rollBack } from './taxonomy/publish.ts';
import type { Registry } from './taxonomy/registry.ts';
import { renderList } from './taxonomy/report.ts';
import { say } from './taxonomy/say.ts';
import { type ReadOptions, readOrExplain, validate } from './taxonomy/validate.ts';

interface Options extends ReadOptions, PublishOptions {
  readonly json?: true;
  readonly url?: string;
}

const program = createCommand('taxonomy', 'Check taxonomies and publish them as releases.').addHelpText(
  'after',
  `
FILE is the JSON of GET /api/taxonomy, the enriched JSON or a nine-column table (tabs or commas); - is stdin.
Releases are in DATA_DIR (default .data), in the PostgreSQL of DATABASE_URL, or behind the service of --url,
which publishes for the bearer of TAXONOMY_TOKEN. Exits 0 ok, 1 refused, 2 wrong usage, 3 unreachable.`,
);

const json = new Option('--json', 'the result as JSON');
const url = new Option('--url <url>', 'the service to work on instead of the store').argParser(readUrl);
const dryRun = new Option('--dry-run', 'say what would be published, and publish nothing');
const bump = new Option('--bump <part>', 'raise the version by more than needed').choices(['minor', 'major']);

verb('validate <file>', 'check the file alone', json).action((file: string, options: Options) =>
  validate(file, options),
);

verb('diff <file>', 'show what the file changes, and the version that implies', json, url).action(
  async (file: string, options: Options) => {
    const reading = await readOrExplain(file, options);
    if (reading) await withRegistry(options, (registry) => diffWith(registry, file, reading, options));
  },
);

verb('publish <file>', 'publish the file as the next release', json, url, dryRun, bump)
  .option('--skip-invalid', 'leave out what is wrong in the file, and list it')
  .addOption(new Option('--fresh', 'start a registry with it, in an empty store').conflicts('url'))
  .action(async (file: string, options: Options) => {
    const reading = await readOrExplain(file, options);
    if (reading) await withRegistry(options, (registry) => publishFile(registry, file, reading, options));
  });

verb('export [version]', 'print a release, the current one by default', url).action(
  (version: string | undefined, options: Options) =>
    withRegistry(options, async (registry) => {
      const wanted = version ?? (await registry.list())[0]?.version;
      const release = wanted === undefined ? undefined : await registry.get(wanted);
      if (!release)
        throw new Failure(`There is no release ${wanted ?? ''}. To see all: npm run taxonomy -- list`);
      console.log(JSON.stringify(release, null, 2));
    }),
);

verb('list', 'list every release, newest first', json, url).action((options: Options) =>
  withRegistry(options, async (registry) => {
    const releases = await registry.list();
    say(options.json, { data: releases, text: renderList(releases) });
  }),
);

verb('rollback <version>', 'publish that content again, under a higher version', json, url, dryRun).action(
  (version: string, options: Options) =>
    withRegistry(options, (registry) => rollBack(registry, version, options)),
);

try {
  await program.parseAsync();
} catch (error) {
  showProgress();
  if (!(error instanceof Failure)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}

function verb(usage: string, description: string, ...options: Option[]): Command {
  const command = program.command(usage).description(description);
  for (const option of options) command.addOption(option);
  return command;
}

async function withRegistry(options: Options, use: (registry: Registry) => Promise<void>): Promise<void> {
  const registry = await openRegistry(options);
  await use(registry).finally(() => registry.close());
}

async function openRegistry({ url, fresh }: Options): Promise<Registry> {
  if (url !== undefined) return openHttpRegistry(url, process.env.TAXONOMY_TOKEN || undefined);
  // Loaded this late because a service, or a file alone, needs no database.
  const { openStoreRegistry } = await import('./taxonomy/store-registry.ts');
  return openStoreRegistry({ fresh: fresh === true });
}

function readUrl(value: string): string {
  const given = URL.canParse(value) ? new URL(value) : undefined;
  if (!given || !/^https?:$/.test(given.protocol))
    throw new InvalidArgumentError('It has to be an http(s) URL.');
  return `${given.origin}${given.pathname}`.replace(/\/$/, '');
}
