// npm run contract: proves that mock and server, or what answers at a URL, keep the contract.
import { constants } from 'node:os';
import { InvalidArgumentError, Option } from 'commander';
import { readContract } from '../contract/contract.ts';
import type { ContractRun, Target } from '../contract-tests/contract-run.ts';
import { type OwnTarget, withOwnTargets } from '../contract-tests/own-targets.ts';
import { answers, Unreachable } from '../contract-tests/reach.ts';
import { renderRun } from '../contract-tests/report.ts';
import { runContract } from '../contract-tests/run.ts';
import { servesExamples } from '../contract-tests/serves-examples.ts';
import { createCommand } from './lib/command.ts';

const own: OwnTarget[] = ['mock', 'server'];
const options = createCommand(
  'contract',
  'Send every scenario of the contract to a target and check each answer.',
)
  .addOption(new Option('--only <target>', 'one of our own targets instead of both').choices(own))
  .addOption(
    new Option('--url <url>', 'a running target instead of our own').argParser(readUrl).conflicts('only'),
  )
  .option('--json', 'results as JSON on stdout, the report on stderr')
  .addHelpText('after', '\nExits 0 all passed, 1 something failed, 2 wrong usage, 3 target unreachable.')
  .parse()
  .opts<{ only?: OwnTarget; url?: string; json?: true }>();

// Ending through `exit` is what ends the targets, too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
}

try {
  const runs = await (options.url ? testUrl(options.url) : testOwn(options.only ? [options.only] : own));
  if (options.json) console.log(JSON.stringify(runs, null, 2));
  process.exitCode = runs.some(({ failed }) => failed > 0) ? 1 : 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof Unreachable ? 3 : 1;
}

async function testOwn(names: readonly OwnTarget[]): Promise<ContractRun[]> {
  return withOwnTargets(names, async (targets) => {
    const runs = [];
    for (const target of targets) runs.push(await test(target, `--only ${target.name}`));
    return runs;
  });
}

async function testUrl(url: string): Promise<ContractRun[]> {
  if (!(await answers(url))) throw new Unreachable(`nothing answers at ${url}`);
  const target = { name: new URL(url).host, url, servesExamples: await servesExamples(readContract(), url) };
  return [await test(target, `--url ${url}`)];
}

async function test(target: Target, repeat: string): Promise<ContractRun> {
  const run = await runContract(readContract(), target);
  const talk = options.json ? console.error : console.log;
  talk(`${renderRun(run)}\n`);
  if (run.failed > 0) talk(`To repeat: npm run contract -- ${repeat}\n`);
  return run;
}

function readUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new InvalidArgumentError('It has to be an http(s) URL.');
  return `${url.origin}${url.pathname}`.replace(/\/$/, '');
}
