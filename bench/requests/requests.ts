/** Our server beside others that give the same responses, on the same machine, in turns. */
import { stopAll } from '../../lib/process.ts';
import { createTemporaryFolder } from '../../lib/temporary-folder.ts';
import { countNodes } from '../../taxonomy/tree.ts';
import { apiScript, isBuildStale } from '../lib/api.ts';
import { describeMachine, type Machine, residentMb, separateCores } from '../lib/machine.ts';
import { medianOf } from '../lib/statistics.ts';
import { benchRelease, fillStore } from './bench-release.ts';
import { type Contender, type ContenderName, startContenders } from './contenders.ts';
import { type DeltaSizes, measureDelta } from './delta-size.ts';
import {
  type GoalResult,
  goalResults,
  type Measured,
  type PacedPair,
  type Round,
  type ScenarioSummary,
  summarise,
} from './goals.ts';
import { chooseLoader, connectionCount, type Loader } from './load.ts';
import { runPaced, runRound, runSlowest, timeStarts } from './runs.ts';
import type { ScenarioId } from './scenarios.ts';

export interface Effort {
  /** Runs of each contender in each scenario. */
  readonly rounds: number;
  /** Length of each run. */
  readonly seconds: number;
  /** The contenders beside ours and raw. */
  readonly others: readonly ContenderName[];
}

export interface RequestBench extends Machine {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly loader: string;
  /** Whether servers and load had a core each. */
  readonly pinned: boolean;
  readonly api: string;
  /** Nodes of the taxonomy that is served. */
  readonly nodes: number;
  /** Requests per second at which the p99 of ours and raw are compared. */
  readonly offered: Readonly<Partial<Record<ScenarioId, number>>>;
  readonly delta?: DeltaSizes | undefined;
  readonly scenarios: readonly ScenarioSummary[];
  readonly goals: readonly GoalResult[];
}

type Print = (line: string) => void;

const pacedScenarios: readonly ScenarioId[] = ['layers', 'categories', 'subcategories'];
const warmUpSeconds = 1;

export async function benchRequests(effort: Effort, print: Print): Promise<RequestBench> {
  const { rounds: count, seconds, others } = effort;
  const loader = await chooseLoader();
  if (isBuildStale())
    print('The build is older than the sources, and the build is measured. Run: npm run build');
  if (loader.name !== 'wrk') print('wrk is not installed. Without it the load may limit the figures.');
  const dataDir = createTemporaryFolder();
  await fillStore(dataDir);
  print(`${count} starts …`);
  const startMs = await timeStarts(dataDir, count); // with all cores
  const contenders = await startContenders(others, dataDir);
  const { raw, ours } = pick(contenders);
  const pinned = separateCores(contenders.map(({ child }) => child));
  if (!pinned) print('Servers and load share their cores: there is no taskset, or only one core.');

  const rounds = await measureRounds(contenders, loader, effort, print);
  print('p99 at a fixed rate …');
  const { paced, offered } = await measurePaced(raw, ours, rounds, effort);
  const slowestP99Ms = await runSlowest(ours, rounds, loader, count);
  const memoryMb = await residentMb(ours.child.pid);
  print('The size of a delta …');
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
    ...describeMachine(),
    offered,
    delta,
    scenarios: ours.scenarios.map((scenario) => summarise(scenario, rounds)),
    goals: goalResults({ rounds, paced, slowestP99Ms, startMs, memoryMb, delta }),
  };
}

async function measureRounds(
  contenders: readonly Contender[],
  loader: Loader,
  { rounds: count, seconds }: Effort,
  print: Print,
): Promise<Round[]> {
  print('Warm-up …');
  await runRound(contenders, loader, warmUpSeconds);
  const rounds: Round[] = [];
  while (rounds.length < count) {
    print(`Round ${rounds.length + 1} of ${count} …`);
    rounds.push(await runRound(contenders, loader, seconds));
  }
  return rounds;
}

/**
 * Offers half of the requests that raw can serve. A server that keeps up has time to spare, so its p99 is not the
 * length of its queue.
 */
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
