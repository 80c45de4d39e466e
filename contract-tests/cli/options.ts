/** What `npm run contract` can be asked for. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { createCommand } from '../../lib/command.ts';
import type { LocalTarget } from '../targets/local-targets.ts';

export const localTargets: readonly LocalTarget[] = ['mock', 'server'];

export interface ContractOptions {
  readonly only?: LocalTarget;
  readonly url?: string;
  readonly origin?: string;
  readonly parity?: true;
  readonly fuzz?: true;
  readonly runs?: number;
  readonly seed?: number;
  readonly mutate?: true;
  readonly sample?: true;
  readonly mutateContract?: true;
  readonly evidence?: string;
  readonly junit?: string;
  readonly json?: true;
}

/** Wrong usage, and a request for help, end the process. */
export function readOptions(args: readonly string[]): ContractOptions {
  const command = createContractCommand().parse(args, { from: 'user' });
  const options = command.opts<ContractOptions>();
  const useless = findUseless(options);
  if (useless) command.error(`error: ${useless}`);
  return options;
}

/** What would do nothing: who asks for a proof must not take its absence for one. */
function findUseless(options: ContractOptions): string | undefined {
  const { only, url, origin, parity, fuzz, runs, mutate, sample } = options;
  if (only && parity) return '--parity compares both of our own targets: leave out --only';
  if (only === 'mock' && fuzz) return '--fuzz is for the server: leave out --only mock';
  if (only === 'mock' && mutate) return '--mutate is for the server: leave out --only mock';
  if (runs === 0) return '--runs 0 sends nothing';
  if (runs !== undefined && !fuzz) return '--runs needs --fuzz';
  if (sample && !mutate) return '--sample needs --mutate';
  if (origin !== undefined && url === undefined) return '--origin needs --url';
  return undefined;
}

function createContractCommand(): Command {
  return createCommand(
    'contract',
    'Send every scenario and negativeCase of the contract to a target and check each answer.',
  )
    .addOption(new Option('--only <target>', 'one of our own targets instead of both').choices(localTargets))
    .addOption(
      // What compares our own mock and server, or mutates what they print, has nothing to do elsewhere.
      new Option('--url <url>', 'a running target instead of our own; of the proofs, --fuzz goes with it')
        .argParser(readUrl)
        .conflicts(['only', 'parity', 'mutate', 'mutateContract']),
    )
    .option('--origin <origin>', 'where browsers call the target at --url from')
    .option('--parity', 'compare mock and server, request by request')
    .option('--fuzz', 'send requests generated from the schemas')
    .option('--runs <number>', 'how many of them (default: 100000)', readInteger)
    .option('--seed <number>', 'generate the same ones again', readInteger)
    .option('--mutate', 'mutate answers of the server, one at a time: every test run must notice')
    .option('--sample', 'with --mutate: one of each kind instead of all')
    .option('--mutate-contract', 'mutate the contract: lint, tsc, contract tests or redocly diff must notice')
    .option('--evidence <file>', 'write what was proved (contract-tests/report/evidence.schema.json)')
    .option('--junit <file>', 'write it as JUnit XML')
    .option('--json', 'the evidence on stdout, the report on stderr')
    .addHelpText('after', '\nExits 0 all passed, 1 something failed, 2 wrong usage, 3 target unreachable.');
}

/** One that `--seed` takes: the report ends with the command that repeats the run. */
export function newSeed(): number {
  return Math.floor(Math.random() * 1e9);
}

function readInteger(value: string): number {
  if (!/^\d{1,9}$/.test(value))
    throw new InvalidArgumentError('It has to be a whole number of at most nine digits.');
  return Number(value);
}

function readUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new InvalidArgumentError('It has to be an http(s) URL.');
  return `${url.origin}${url.pathname}`.replace(/\/$/, '');
}
