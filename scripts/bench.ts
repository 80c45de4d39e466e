// npm run bench: how fast the API answers, and how fast an edit of the contract arrives.
import { writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { Unreachable } from '../contract-tests/reach.ts';
import { createCommand } from './lib/command.ts';
import { projectRoot } from './lib/project.ts';

// Ending through `exit` is what ends the servers, too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
}

const program = createCommand('bench', 'Measure the API and the work on its contract.');
program
  .command('requests', { isDefault: true })
  .description('Requests a second and p99 latency, beside raw node:http that sends the same bytes.')
  .option('--pairs <number>', 'pairs of runs, ours and raw, for each scenario', atLeast(5), 7)
  .option('--seconds <number>', 'length of a run', atLeast(1), 1)
  .option('--svg', 'draw docs/bench-requests.svg')
  .option('--json', 'figures as JSON on stdout')
  .addHelpText('after', '\nExits 1 when the p99 of a scenario is above the yardstick.')
  .action(requests);
program
  .command('loop')
  .description('From saving an edit of the contract until types, mock and server have it.')
  .option('--edits <number>', 'how many edits to measure', atLeast(10), 20)
  .option('--json', 'figures as JSON on stdout')
  .addHelpText('after', '\nExits 1 when the median at one place is above the goal.')
  .action(loop);

await program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(error instanceof Unreachable ? 3 : 1);
});

async function requests(options: { pairs: number; seconds: number; svg?: true; json?: true }): Promise<void> {
  const { pairs, seconds, svg, json } = options;
  const { benchRequests } = await import('./bench/requests.ts');
  const { renderRequests } = await import('./bench/requests-report.ts');
  const bench = await benchRequests({ pairs, seconds }, console.error);
  console.log(json ? JSON.stringify(bench, null, 2) : renderRequests(bench));
  if (svg) {
    const { drawRequests } = await import('./bench/requests-chart.ts');
    await writeFile(join(projectRoot, 'docs/bench-requests.svg'), drawRequests(bench));
    console.error('Drew docs/bench-requests.svg');
  }
  if (bench.scenarios.some(({ withinYardstick }) => !withinYardstick)) process.exitCode = 1;
}

async function loop({ edits, json }: { edits: number; json?: true }): Promise<void> {
  const { benchLoop } = await import('./bench/loop.ts');
  const { renderLoop } = await import('./bench/loop-report.ts');
  const bench = await benchLoop(edits, console.error);
  console.log(json ? JSON.stringify(bench, null, 2) : renderLoop(bench));
  if (bench.places.some(({ withinGoal }) => !withinGoal)) process.exitCode = 1;
}

function atLeast(minimum: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (Number.isInteger(number) && number >= minimum) return number;
    throw new InvalidArgumentError(`It has to be a whole number, ${minimum} at least.`);
  };
}
