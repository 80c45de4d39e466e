/** `npm run taxonomy` but for its process: what it was asked for, what it says, and how it ends. */
import { type Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { createCommand } from '../../lib/command.ts';
import { CommandError, CommandRefusedError } from './command-error.ts';
import type { CommandIO } from './command-io.ts';
import { showProgress } from './progress.ts';
import { diff, exportRelease, list, type Options, publish, rollBack, validate } from './subcommands.ts';

/** @returns the exit code */
export async function runCommand(args: readonly string[], io: CommandIO): Promise<0 | 1 | 2 | 3> {
  try {
    await createTaxonomyCommand(io).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    showProgress(io);
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof CommandRefusedError) return 1;
    if (!(error instanceof CommandError)) throw error;
    io.stderr(`${error.message}\n`);
    return error.exitCode;
  }
}

const json = new Option('--json', 'the result as JSON');
const url = new Option('--url <url>', 'the service to work on instead of the store').argParser(readUrl);
const dryRun = new Option('--dry-run', 'say what would be published, and publish nothing');
const bump = new Option('--bump <part>', 'raise the version by more than needed').choices(['minor', 'major']);
const skipInvalid = new Option('--skip-invalid', 'leave out what is wrong in the file, and list it');
const fresh = new Option('--fresh', 'start a registry with it, in an empty store').conflicts('url');

function createTaxonomyCommand(io: CommandIO): Command {
  const program = createCommand('taxonomy', 'Check taxonomies and publish them as releases.')
    .exitOverride()
    .configureOutput({ writeOut: io.data, writeErr: io.stderr })
    .addHelpText(
      'after',
      `
FILE is the JSON of GET /api/taxonomy, the enriched JSON or a nine-column table (tabs or commas); - is stdin.
Releases are in DATA_DIR (default .data), in the PostgreSQL of DATABASE_URL, or behind the service of --url,
which publishes for the bearer of TAXONOMY_TOKEN. Exits 0 ok, 1 refused, 2 wrong usage, 3 unreachable.`,
    );
  // Each verb is given as many arguments as its usage has.
  const verb = (
    usage: string,
    description: string,
    options: readonly Option[],
    run: (options: Options, ...args: string[]) => Promise<void>,
  ) => {
    const command = program.command(usage).description(description);
    for (const option of options) command.addOption(option);
    command.action(() => run({ ...io, ...command.opts() }, ...command.args));
  };
  verb('validate <file>', 'check the file alone', [json], validate);
  verb('diff <file>', 'show what the file changes, and the version that implies', [json, url], diff);
  const ofPublish = [json, url, dryRun, bump, skipInvalid, fresh];
  verb('publish <file>', 'publish the file as the next release', ofPublish, publish);
  verb('export [version]', 'print a release, the current one by default', [url], exportRelease);
  verb('list', 'list every release, newest first', [json, url], list);
  const ofRollback = [json, url, dryRun];
  verb('rollback <version>', 'publish that content again, under a higher version', ofRollback, rollBack);
  return program;
}

function readUrl(value: string): string {
  const given = URL.canParse(value) ? new URL(value) : undefined;
  if (!given || !/^https?:$/.test(given.protocol))
    throw new InvalidArgumentError('It has to be an http(s) URL.');
  return `${given.origin}${given.pathname}`.replace(/\/$/, '');
}
