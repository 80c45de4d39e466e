/** Our server beside others that answer the same, on the same machine, in turns. */
import { cpus } from 'node:os';
import { stopAll } from '../../lib/process.ts';
import { createTemporaryFolder } from '../../lib/temporary-folder.ts';
import { countNodes } from '../../taxonomy/tree.ts';
import { apiScript, isBuildStale } from '../lib/api-script.ts';
import { keepApart } from '../lib/cores.ts';
import { residentMb } from '../lib/memory.ts';
import { medianOf } from '../lib/statistics.ts';
import { benchRelease, fillStore } from './bench-release.ts';
import { type Contender, type ContenderName, startContenders } from './contenders.ts';
import { type DeltaSizes, measureDelta } from './delta-size.ts';
import { type GoalResult, goalResults, type Measured, type PacedPair } from './goals.ts';
import { connectionCount, type Loader } from './load.ts';
import { chooseLoader } from './loader.ts';
import { type Round, type ScenarioSummary, summarise } from './requests-summary.ts';
import { runPaced, runRound, runSlowest } from './rounds.ts';
import type { ScenarioId } from './scenarios.ts';
import { timeStarts } from './start-up.ts';

export interface Effort {
  /** Runs of each contender and scenario. */
  readonly rounds: number;
  /** Of each run. */
  readonly seconds: number;
  /** Beside ours and raw. */
  readonly others: readonly ContenderName[];
}

export interface RequestBench {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly loader: string;
  /** Whether servers and load had a core each. */
  readonly pinned: boolean;
  readonly api: string;
  /** Of the taxonomy that is served. */
  readonly nodes: number;
  readonly node: string;
  readonly cpu: string;
  /** Requests a second at which the p99 of ours and raw are compared. */
  readonly offered: Readonly<Partial<Record<ScenarioId, number>>>;
  readonly delta?: DeltaSizes | undefined;
  readonly scenarios: readonly ScenarioSummary[];
  readonly goals: readonly GoalResult[];
}

type Say = (line: string) => void;

const pacedScenarios: readonly ScenarioId[] = ['layers', 'categories', 'subcategories'];
const warmUpSeconds = 1;

export async function benchRequests(effort: Effort, print: Say): Promise<RequestBench> {
  const { rounds: count, seconds, others } = effort;
  const loader = chooseLoader();
  if (isBuildStale())
    print('The build is older than the sources, and it is what is measured: build it anew.');
  if (loader.name !== 'wrk') print('Without wrk the load, not the server, may set the pace: install wrk.');
  const dataDir = createTemporaryFolder();
  await fillStore(dataDir);
  print(`${count} starts …`);
  const startMs = await timeStarts(dataDir, count); // before the cores are shared out
  const contenders = await startContenders(others, dataDir);
  const { raw, ours } = pick(contenders);
  const pinned = keepApart(contenders.map(({ child }) => child));
  if (!pinned) print('Servers and load share their cores: taskset, or a second core, is missing.');

  const rounds = await measureRounds(contenders, loader, effort, print);
  print('p99 at a fixed rate …');
  const { paced, offered } = await measurePaced(raw, ours, rounds, effort);
  const slowestP99Ms = await runSlowest(ours, rounds, loader, count);
  const memoryMb = await residentMb(ours.child.pid);
  print('a delta …');
  const delta = await measureDelta(ours.origin, dataDir);
  await stopAll(contenders.map(({ child }) => child));

  return {
    ...{
      rounds: count,
      seconds,
      connections: connectionCount,
      loader: loader.name,
      pinned,
      api: apiScript(),
    },
    nodes: countNodes(benchRelease()).totalItems,
    ...{ node: process.version, cpu: cpus()[0]?.model ?? 'unknown', offered, delta },
    scenarios: ours.scenarios.map((scenario) => summarise(scenario, rounds)),
    goals: goalResults({ rounds, paced, slowestP99Ms, startMs, memoryMb, delta }),
  };
}

async function measureRounds(
  contenders: readonly Contender[],
  loader: Loader,
  { rounds: count, seconds }: Effort,
  print: Say,
): Promise<Round[]> {
  print('warm-up …');
  await runRound(contenders, loader, warmUpSeconds);
  const rounds: Round[] = [];
  while (rounds.length < count) {
    print(`round ${rounds.length + 1} of ${count} …`);
    rounds.push(await runRound(contenders, loader, seconds));
  }
  return rounds;
}

/** At half of what raw serves at most: a server that keeps up has time to spare, and its p99 is not its queue. */
async function measurePaced(
  raw: Contender,
  ours: Contender,
  rounds: readonly Round[],
  { rounds: count, seconds }: Effort,
): Promise<Pick<Measured, 'paced'> & Pick<RequestBench, 'offered'>> {
  const paced: Partial<Record<ScenarioId, PacedPair[]>> = {};
  const offered: Partial<Record<ScenarioId, number>> = {};
  const origins = { raw: raw.origin, ours: ours.origin };
  for (const scenario of ours.scenarios.filter(({ id }) => pacedScenarios.includes(id))) {
    const most = medianOf(rounds.flatMap((round) => round[scenario.id].raw?.requestsPerSecond ?? []));
    const requestsPerSecond = Math.round(most / 2);
    offered[scenario.id] = requestsPerSecond;
    paced[scenario.id] = await runPaced(origins, scenario, { requestsPerSecond, seconds }, count);
  }
  return { paced, offered };
}

function pick(contenders: readonly Contender[]): { raw: Contender; ours: Contender } {
  const find = (name: ContenderName) => {
    const contender = contenders.find((candidate) => candidate.name === name);
    if (!contender) throw new Error(`${name} was not started`);
    return contender;
  };
  return { raw: find('raw'), ours: find('ours') };
}
