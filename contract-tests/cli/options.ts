/** The options of `npm run contract`. */
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { createCommand, readHttpUrl } from '../../lib/command.ts';
import type { LocalTargetName } from '../targets/local-targets.ts';

const localTargets: readonly LocalTargetName[] = ['mock', 'server'];

export interface ContractOptions {
  readonly only?: LocalTargetName;
  readonly url?: string;
  readonly origin?: string;
  readonly behindProxy?: true;
  /** Lower-case names of headers that the proxy adds. */
  readonly ignoreHeaders?: readonly string[];
  /** Read responses as a client of our contract does: what it does not know, it ignores. */
  readonly compatible?: true;
  /** The folder of the build that is started as the server. */
  readonly build?: string;
  readonly parity?: true;
  readonly fuzz?: true;
  /** How many generated requests. */
  readonly runs: number;
  /** An integer; the same seed generates the same requests. */
  readonly seed: number;
  readonly mutate?: true;
  readonly sample?: true;
  readonly mutateContract?: true;
  /** A git revision, a file or a URL of an earlier contract. */
  readonly compatibleWith?: string;
  readonly evidence?: string;
  readonly junit?: string;
  readonly json?: true;
  /** The command that repeats the run. */
  readonly repeat: string;
}

/** Wrong usage and `--help` end the process. */
export function readOptions(args: readonly string[]): ContractOptions {
  const command = createContractCommand().parse(args, { from: 'user' });
  const given = command.opts<Partial<ContractOptions>>();
  const mistake = findMistake(given);
  if (mistake) command.error(`error: ${mistake}`);
  const seed = given.seed ?? Math.floor(Math.random() * 1e9);
  const repeat = ['npm run contract --', ...args, ...(given.seed === undefined ? ['--seed', seed] : [])];
  return { runs: 100_000, ...given, seed, repeat: repeat.join(' ') };
}

/** Rejects combinations that would be ignored, so that a skipped check is not read as passed. */
function findMistake(given: Partial<ContractOptions>): string | undefined {
  const { only, url, origin, parity, fuzz, runs, mutate, sample, compatibleWith } = given;
  const { behindProxy, ignoreHeaders, compatible, build, evidence, junit } = given;
  if (only && parity) return '--parity needs mock and server: leave out --only';
  if (only === 'mock' && fuzz) return '--fuzz needs the server: leave out --only mock';
  if (only === 'mock' && mutate) return '--mutate needs the server: leave out --only mock';
  if (only === 'mock' && compatibleWith !== undefined)
    return '--compatible-with tests the server: leave out --only mock';
  if (runs === 0) return '--runs 0 would send nothing: give at least 1';
  if (runs !== undefined && !fuzz) return '--runs needs --fuzz';
  if (sample && !mutate) return '--sample needs --mutate';
  if (origin !== undefined && url === undefined) return '--origin needs --url';
  if (behindProxy && url === undefined) return '--behind-proxy needs --url';
  if (compatible && url === undefined) return '--compatible needs --url';
  if (only === 'mock' && build !== undefined) return '--build is of the server: leave out --only mock';
  if (evidence !== undefined && junit !== undefined && resolve(evidence) === resolve(junit))
    return '--evidence and --junit name the same file';
  if (ignoreHeaders && !behindProxy) return '--ignore-headers needs --behind-proxy';
  return undefined;
}

function createContractCommand(): Command {
  return createCommand(
    'contract',
    'Send every scenario and negative case of the contract to a target and check each response.',
  )
    .addOption(new Option('--only <target>', 'test one local target instead of both').choices(localTargets))
    .addOption(
      // The other proofs need the mock, or they need to start the server.
      new Option('--url <url>', 'test a running target instead of the local ones; may be used with --fuzz')
        .argParser(readHttpUrl)
        .conflicts(['only', 'parity', 'mutate', 'mutateContract']),
    )
    .option('--origin <origin>', 'with --url: an origin that the target allows by CORS')
    .addOption(
      new Option('--behind-proxy', 'with --url: allow what a proxy in front may do, and report it').conflicts(
        'compatibleWith',
      ),
    )
    .option('--ignore-headers <names>', 'with --behind-proxy: further headers that it adds, a,b', readNames)
    .addOption(
      new Option(
        '--compatible',
        'with --url of a newer service: read responses as a client of our contract does, which ignores additions',
      ).conflicts('compatibleWith'),
    )
    .addOption(
      new Option(
        '--build <folder>',
        'start the server from this build, made by npm run build, instead of the sources',
      ).conflicts('url'),
    )
    .option('--parity', 'compare the responses of mock, server and handlers for MSW')
    .option('--fuzz', 'send requests generated from the schemas')
    .option('--runs <number>', 'with --fuzz: how many requests (default: 100000)', readInteger)
    .option('--seed <number>', 'generate the same requests again', readInteger)
    .option('--mutate', 'mutate responses of the server one at a time; the tests must fail on each')
    .option('--sample', 'with --mutate: one mutant of each kind instead of all')
    .option('--mutate-contract', 'mutate the contract; lint, types, tests or diff must fail on each mutant')
    .addOption(
      // Another question than whether the contract is kept, so it gets a run of its own.
      new Option(
        '--compatible-with <base>',
        'send the cases of an earlier contract (git revision, file or URL) to the server instead',
      ).conflicts(['parity', 'fuzz', 'mutate', 'mutateContract', 'evidence', 'junit']),
    )
    .option('--evidence <file>', 'write the results as JSON (contract-tests/report/evidence.schema.json)')
    .option('--junit <file>', 'write the results as JUnit XML')
    .option('--json', 'print the results as JSON to stdout, and the report to stderr')
    .addHelpText('after', '\nExit code: 0 passed, 1 failed, 2 wrong usage, 3 target unreachable.');
}

function readNames(value: string): string[] {
  const names = value.toLowerCase().split(',');
  if (names.some((name) => !/^[\w-]+$/.test(name)))
    throw new InvalidArgumentError('Give names of headers, separated by commas.');
  return names;
}

function readInteger(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('Give a whole number of at most nine digits.');
  return Number(value);
}
