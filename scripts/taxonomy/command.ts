/** The command line of `npm run taxonomy`, apart from its process. */
import { type Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { readContract } from '../../contract/bundle-file.ts';
import { lookup } from '../../contract/json.ts';
import { createCommand, readHttpUrl } from '../../lib/command.ts';
import { tiers } from '../../server/tier.ts';
import { noteRules } from '../../taxonomy/text-rules.ts';
import { CommandError, type CommandIO, CommandRefusedError, showProgress } from './command-io.ts';
import {
  backUp,
  diff,
  exportRelease,
  list,
  type Options,
  publish,
  restore,
  rollBack,
  validate,
  verify,
} from './subcommands.ts';

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

const json = new Option('--json', 'print the result as JSON');
const url = new Option('--url <url>', 'use this service and not the store').argParser(readHttpUrl);
const dryRun = new Option('--dry-run', 'print what would be published, and publish nothing');
const bump = new Option('--bump <part>', 'raise the version by more than required').choices([
  'minor',
  'major',
]);
const remove = new Option('--remove <count>', 'confirm how many nodes are removed').argParser(readCount);
const note = new Option('--note <text>', 'say why, for the list of releases').argParser(readNote);
const skipInvalid = new Option('--skip-invalid', 'leave out nodes with issues, and list them');
const replace = new Option('--replace', 'replace the store, and keep it beside the new one');
const tier = new Option('--tier <tier>', 'the tier that the store is for from now on').choices(tiers);
const fresh = new Option('--fresh', 'start a registry with the file, in an empty store').conflicts('url');

function readCount(value: string): number {
  if (!/^[0-9]{1,8}$/.test(value)) throw new InvalidArgumentError('It has to be a number of nodes.');
  return Number(value);
}

function readNote(value: string): string {
  const { document, validate } = readContract();
  const pointer = '/components/schemas/ReleaseNote';
  if (validate(pointer, value).length > 0) {
    const longest = lookup(document, `${pointer}/maxLength`);
    throw new InvalidArgumentError(`It has to be one line of 1 to ${longest} characters.`);
  }
  const [violation] = noteRules(value);
  if (violation) throw new InvalidArgumentError(violation.detail);
  return value;
}

function createTaxonomyCommand(io: CommandIO): Command {
  const program = createCommand('taxonomy', 'Check taxonomies and publish them as releases.')
    .exitOverride()
    .configureOutput({ writeOut: io.stdout, writeErr: io.stderr })
    .addHelpText(
      'after',
      `
<file> is the JSON of GET /api/taxonomy, the enriched JSON, or a table with nine
columns (tabs or commas); - is stdin.

Releases are in DATA_DIR (default .data), in the PostgreSQL database of
DATABASE_URL, or in the service of --url. To publish to a service, set its
bearer token in TAXONOMY_TOKEN.

A release that removes more than a tenth of all nodes has to be confirmed: on a
terminal the command asks, elsewhere --remove gives the count.

Exits 0 ok, 1 refused, 2 wrong usage, 3 unreachable.`,
    );
  // `run` gets as many arguments as the usage names.
  const subcommand = (
    usage: string,
    description: string,
    options: readonly Option[],
    run: (options: Options, ...args: string[]) => Promise<void>,
  ) => {
    const command = program.command(usage).description(description);
    for (const option of options) command.addOption(option);
    command.action(() => run({ ...io, ...command.opts() }, ...command.args));
  };
  subcommand('validate <file>', 'check the file', [json], validate);
  subcommand('diff <file>', 'show what the file changes, and its version', [json, url], diff);
  const ofPublish = [json, url, dryRun, bump, remove, note, skipInvalid, fresh];
  subcommand('publish <file>', 'publish the file as the next release', ofPublish, publish);
  subcommand('export [version]', 'print a release, the current one by default', [url], exportRelease);
  subcommand('list', 'list every release, newest first', [json, url], list);
  const ofRollback = [json, url, dryRun, remove, note];
  subcommand('rollback <version>', 'publish an older release as a new version', ofRollback, rollBack);
  subcommand('verify', 'check every release of the store', [json], verify);
  subcommand('backup <file>', 'copy the store while it is used, and check the copy', [json], backUp);
  const ofRestore = [json, replace, tier];
  subcommand('restore [file]', 'check a backup, and make it the store', ofRestore, restore);
  return program;
}
