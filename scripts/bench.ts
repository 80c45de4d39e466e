// npm run bench: how fast the API responds, how fast an edit of the contract arrives, and what publishing survives.
import { constants } from 'node:os';
import { InvalidArgumentError, Option } from 'commander';
import { report, writeDoc } from '../bench/lib/report.ts';
import { createCommand } from '../lib/command.ts';
import { Unreachable } from '../lib/reach.ts';
import { renderTable } from '../lib/table.ts';

// The servers end when this process exits. A signal alone would not run that code.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
}

const program = createCommand('bench', 'Measure the API and the work on its contract.');
program
  .command('requests')
  .description('Requests per second, p99, memory and start, beside servers with the same responses.')
  .option('--rounds <number>', 'runs of each server in each scenario', atLeast(5), 5)
  .option('--seconds <number>', 'length of a run', atLeast(1), 1)
  .option('--quick', 'three rounds of raw, ours and naive; too few for a proof')
  .addOption(
    new Option('--nodes <number>', 'serve a taxonomy of this size, not the bundled one')
      .argParser(atLeast(1000))
      .conflicts('save'),
  )
  .option('--save', 'write the figures to docs/bench-requests.json and .svg')
  .option('--json', 'print the figures as JSON on stdout')
  .addHelpText('after', '\nThe load comes from wrk if it is installed. Exits 1 when a goal is missed.')
  .action(requests);
program
  .command('micro-cache')
  .description('GETs through the micro-cache of deploy/nginx, beside raw node:http behind the same nginx.')
  .option('--rounds <number>', 'runs of each server in each scenario', atLeast(5), 5)
  .option('--seconds <number>', 'length of a run', atLeast(1), 2)
  .option('--json', 'print the figures as JSON on stdout')
  .addHelpText('after', '\nExits 1 when a goal is missed, 3 where nginx is not installed.')
  .action(microCache);
program
  .command('loop')
  .description('Time from saving an edit of the contract until types, mock and server have it.')
  .option('--edits <number>', 'how many edits to measure', atLeast(10), 20)
  .option('--json', 'print the figures as JSON on stdout')
  .addHelpText('after', "\nCompares with the tools' own commands. Exits 1 when a median misses its goal.")
  .action(loop);
program
  .command('durability')
  .description('Kills publishers and lets them race, on SQLite and PostgreSQL: no release may be lost.')
  .option('--kills <number>', 'how many publishers to kill on each store', atLeast(1), 50)
  .option('--races <number>', 'how many releases two publishers race for on each store', atLeast(2), 200)
  .option('--json', 'print the figures as JSON on stdout')
  .addHelpText('after', '\nWrites docs/bench-durability.json. Exits 1 on any failure.')
  .action(durability);
program
  .command('replicas')
  .description('Reads from replicas on one PostgreSQL while releases appear and the database stops.')
  .option('--replicas <number>', 'how many replicas', atLeast(2), 3)
  .option('--publishes <number>', 'how many releases', atLeast(1), 10)
  .option('--json', 'print the figures as JSON on stdout')
  .addHelpText('after', '\nWrites docs/bench-replicas.json. Exits 1 when a goal is missed.')
  .action(replicas);
program
  .command('scale')
  .description('Publishes and serves 1,000, 10,000 and 100,000 nodes: time, memory and bytes.')
  .option('--json', 'print the figures as JSON on stdout')
  .addHelpText('after', '\nWrites docs/bench-scale.json and .svg. Exits 1 when a goal is missed.')
  .action(scale);
program
  .command('copy')
  .description('A copy of 100,000 nodes in a page: to bring in step, to verify, to search.')
  .option('--json', 'print the figures as JSON on stdout')
  .addHelpText('after', '\nExits 1 when a goal is missed.')
  .action(copy);
program
  .command('resilience')
  .description(
    'Wrong messages, SIGTERM, overload, slow clients, floods and costly requests at the built service.',
  )
  .option('--quick', '2 ends, 5 % of the requests, 10,000 nodes; too little for a proof')
  .option('--json', 'print the figures as JSON on stdout')
  .addHelpText(
    'after',
    '\nNeeds npm run build. Without --quick, writes docs/bench-resilience.json.\nExits 1 when a goal is missed.',
  )
  .action(resilience);
program
  .command('fleet')
  .description('Clients that keep in step: 1,000 real ones, 100,000 simulated; requests, bytes, herds.')
  .option('--rounds <number>', 'how often each is repeated', atLeast(1), 3)
  .option('--json', 'print the figures as JSON on stdout')
  .addHelpText('after', '\nLinux only. Real clients take two minutes a round. Writes docs/bench-fleet.json.')
  .action(fleet);
program
  .command('promotion')
  .description('Promotions, rollbacks and kills under load at tiers on this machine: no request is lost.')
  .option('--runs <number>', 'how often each is repeated', atLeast(1), 10)
  .option('--json', 'print the figures as JSON on stdout')
  .addHelpText(
    'after',
    '\nNeeds npm run build. Writes docs/bench-promotion.json. Exits 1 when a goal is missed.',
  )
  .action(promotion);

if (process.argv.length === 2) {
  console.log(describeBenches());
  process.exit(0);
}
await program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(error instanceof Unreachable ? 3 : 1);
});

function describeBenches(): string {
  const rows = program.commands.map((command) => [command.name(), command.description()]);
  const table = renderTable(['bench', 'what it measures'], rows, { widths: [12, 65], wraps: true });
  return `${table}\n
Each takes some minutes and needs a machine without other work.
Start one: npm run bench -- requests`;
}

interface RequestOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly quick?: true;
  readonly nodes?: number;
  readonly save?: true;
  readonly json?: true;
}

async function requests({ rounds, seconds, quick, nodes, save, json }: RequestOptions): Promise<void> {
  // An environment variable, because the process of each contender needs it too.
  process.env.BENCH_NODES = String(nodes ?? '');
  const { benchRequests } = await import('../bench/requests/requests.ts');
  const { renderRequests } = await import('../bench/requests/requests-report.ts');
  const { contenderNames } = await import('../bench/requests/contenders.ts');
  const effort = quick
    ? { rounds: 3, seconds: 1, others: ['naive'] as const }
    : { rounds, seconds, others: contenderNames };
  const bench = await benchRequests(effort, console.error);
  const text = JSON.stringify(bench, null, 2);
  console.log(json ? text : renderRequests(bench));
  if (save) {
    const { drawRequests } = await import('../bench/requests/requests-chart.ts');
    await writeDoc('bench-requests.json', `${text}\n`);
    await writeDoc('bench-requests.svg', drawRequests(bench));
  }
  if (bench.goals.some(({ value, isMet }) => value && !isMet)) process.exitCode = 1;
}

type MicroCacheOptions = Pick<RequestOptions, 'rounds' | 'seconds' | 'json'>;

async function microCache({ json, ...effort }: MicroCacheOptions): Promise<void> {
  process.env.BENCH_NODES = '';
  const { benchMicroCache, renderMicroCache } = await import('../bench/requests/micro-cache.ts');
  const bench = await benchMicroCache(effort, console.error);
  const isMet = bench.goals.every((goal) => goal.isMet);
  await report(bench, renderMicroCache, isMet, { json });
}

async function loop({ edits, json }: { edits: number; json?: true }): Promise<void> {
  const { benchLoop } = await import('../bench/edit-loop/loop.ts');
  const { renderLoop } = await import('../bench/edit-loop/loop-report.ts');
  const bench = await benchLoop(edits, console.error);
  const isMet = [...bench.places, bench.tools].every(({ withinGoal }) => withinGoal);
  await report(bench, renderLoop, isMet, { json });
}

async function durability({ json, ...effort }: { kills: number; races: number; json?: true }): Promise<void> {
  const { benchDurability } = await import('../bench/durability/durability.ts');
  const { isDurable, renderDurability } = await import('../bench/durability/durability-report.ts');
  const bench = await benchDurability(effort, console.error);
  await report(bench, renderDurability, isDurable(bench), { json, saveAs: 'durability' });
}

type ReplicasOptions = { replicas: number; publishes: number; json?: true };

async function replicas({ json, ...effort }: ReplicasOptions): Promise<void> {
  const { createBreakableDatabase } = await import('../bench/replicas/database.ts');
  const { benchReplicas } = await import('../bench/replicas/replicas.ts');
  const { expectationsOf, isMet, renderReplicas } = await import('../bench/replicas/replicas-report.ts');
  const database = await createBreakableDatabase();
  const bench = await benchReplicas(database, { ...effort, downMs: 5000 }, console.error);
  const areMet = expectationsOf(bench).every(isMet);
  await report(bench, renderReplicas, areMet, { json, saveAs: 'replicas' });
}

async function scale({ json }: { json?: true }): Promise<void> {
  const { benchScale } = await import('../bench/scale/scale.ts');
  const { drawScale } = await import('../bench/scale/scale-chart.ts');
  const { goalsOf, renderScale } = await import('../bench/scale/scale-report.ts');
  const bench = await benchScale(console.error);
  const areMet = Object.values(goalsOf(bench)).every(({ isMet }) => isMet);
  await report(bench, renderScale, areMet, { json, saveAs: 'scale' });
  await writeDoc('bench-scale.svg', drawScale(bench));
}

async function resilience({ quick, json }: { quick?: true; json?: true }): Promise<void> {
  const { benchResilience, fullEffort, quickEffort } = await import('../bench/resilience/resilience.ts');
  const { isMet, renderResilience } = await import('../bench/resilience/resilience-report.ts');
  const bench = await benchResilience(quick ? quickEffort : fullEffort, console.error);
  const areMet = bench.expectations.every((expectation) => isMet(expectation));
  await report(bench, renderResilience, areMet, { json, saveAs: quick ? undefined : 'resilience' });
}

async function fleet({ rounds, json }: { rounds: number; json?: true }): Promise<void> {
  const { benchFleet } = await import('../bench/fleet/fleet.ts');
  const { renderFleet } = await import('../bench/fleet/fleet-report.ts');
  await report(await benchFleet(rounds, console.error), renderFleet, true, { json, saveAs: 'fleet' });
}

async function copy({ json }: { json?: true }): Promise<void> {
  const { benchCopy, isMet, renderCopy } = await import('../bench/copy/copy.ts');
  const bench = await benchCopy(console.error);
  await report(bench, renderCopy, bench.figures.every(isMet), { json });
}

async function promotion({ runs, json }: { runs: number; json?: true }): Promise<void> {
  const { benchPromotion, isMet, renderBench } = await import('../promotion/rehearsal/repeat.ts');
  const bench = await benchPromotion(runs, console.error);
  await report(bench, renderBench, isMet(bench), { json, saveAs: 'promotion' });
}

function atLeast(minimum: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (Number.isInteger(number) && number >= minimum) return number;
    throw new InvalidArgumentError(`It has to be a whole number, at least ${minimum}.`);
  };
}
