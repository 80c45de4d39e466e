// npm run contract: proves that mock and server, or what answers at a URL, keep the contract.
import { writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { InvalidArgumentError, Option } from 'commander';
import { readContract } from '../contract/contract.ts';
import { evidenceOf } from '../contract-tests/evidence.ts';
import { renderJunit } from '../contract-tests/junit.ts';
import type { OwnTarget } from '../contract-tests/own-targets.ts';
import { Unreachable } from '../contract-tests/reach.ts';
import { createCommand } from './lib/command.ts';

const own: OwnTarget[] = ['mock', 'server'];
const options = createCommand(
  'contract',
  'Send every scenario and provocation of the contract to a target and check each answer.',
)
  .addOption(new Option('--only <target>', 'one of our own targets instead of both').choices(own))
  .addOption(
    // What compares our own mock and server, or spoils what they say, has nothing to do elsewhere.
    new Option('--url <url>', 'a running target instead of our own; of the proofs, --fuzz goes with it')
      .argParser(readUrl)
      .conflicts(['only', 'parity', 'mutate', 'mutateContract']),
  )
  .option('--origin <origin>', 'where browsers call the target at --url from')
  .option('--parity', 'compare mock and server, request by request')
  .option('--fuzz', 'send requests generated from the schemas')
  .option('--runs <number>', 'how many of them', readInteger, 100_000)
  .option('--seed <number>', 'generate the same ones again', readInteger)
  .option('--mutate', 'spoil answers of the server, one at a time: every test run must notice')
  .option('--sample', 'with --mutate: one of each kind instead of all')
  .option('--mutate-contract', 'spoil the contract: lint, tsc, contract tests or redocly diff must notice')
  .option('--evidence <file>', 'write what was proved (contract-tests/evidence.schema.json)')
  .option('--junit <file>', 'write it as JUnit XML')
  .option('--json', 'the evidence on stdout, the report on stderr')
  .addHelpText('after', '\nExits 0 all passed, 1 something failed, 2 wrong usage, 3 target unreachable.')
  .parse()
  .opts<{
    only?: OwnTarget;
    url?: string;
    origin?: string;
    parity?: true;
    fuzz?: true;
    runs: number;
    seed?: number;
    mutate?: true;
    sample?: true;
    mutateContract?: true;
    evidence?: string;
    junit?: string;
    json?: true;
  }>();

// Ending through `exit` is what ends the targets, too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
}

try {
  await prove();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof Unreachable ? 3 : 1;
}

async function prove(): Promise<void> {
  const { only, url, origin, parity, fuzz, runs, mutate, sample, mutateContract } = options;
  const { seed = Math.floor(Math.random() * 2 ** 31) } = options;
  // After the options were read: whoever mistyped one should not wait for what they start.
  const { proveOwn, proveUrl } = await import('./contract/prove.ts');
  const contract = readContract();
  const startedAt = new Date();
  const proofs = {
    seed,
    ...(parity && { parity }),
    ...(fuzz && { fuzz: runs }),
    ...(mutate && { mutate: sample ? ('sample' as const) : ('all' as const) }),
    ...(mutateContract && { mutateContract }),
  };
  const say = (text: string) => (options.json ? console.error : console.log)(`${text}\n`);
  const findings = url
    ? await proveUrl(contract, { url, ...(origin !== undefined && { origin }) }, proofs, say)
    : await proveOwn(contract, only ? [only] : own, proofs, say);

  const evidence = evidenceOf(contract, findings, { startedAt, endedAt: new Date(), seed });
  const text = `${JSON.stringify(evidence, null, 2)}\n`;
  if (options.evidence) await writeFile(options.evidence, text);
  if (options.junit) await writeFile(options.junit, renderJunit(evidence));
  if (options.json) process.stdout.write(text);
  if (evidence.verdict === 'failed') {
    say(`To repeat: npm run contract -- ${process.argv.slice(2).join(' ')} --seed ${seed}`);
    process.exitCode = 1;
  }
}

function readInteger(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('It has to be a whole number.');
  return Number(value);
}

function readUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new InvalidArgumentError('It has to be an http(s) URL.');
  return `${url.origin}${url.pathname}`.replace(/\/$/, '');
}
