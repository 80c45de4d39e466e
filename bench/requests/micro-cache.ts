/** nginx with the micro-cache of deploy/nginx in front of our server, and of raw node:http with the same responses. */
import { readFileSync } from 'node:fs';
import { nginxIsMissing, startNginx } from '../../lib/nginx.ts';
import { stopAll } from '../../lib/process.ts';
import { Unreachable } from '../../lib/reach.ts';
import { createTemporaryFolder } from '../../lib/temporary-folder.ts';
import { apiScript } from '../lib/api.ts';
import { describeMachine, type Machine, separateCores } from '../lib/machine.ts';
import { formatCount, renderTable, verdict } from '../lib/table.ts';
import { fillStore } from './bench-release.ts';
import { type Contender, startContenders } from './contenders.ts';
import {
  atLeast,
  type GoalResult,
  type Round,
  ratioSpread,
  type ScenarioSummary,
  summarise,
} from './goals.ts';
import { chooseLoader } from './load.ts';
import { runRound } from './runs.ts';

export interface MicroCacheBench extends Machine {
  readonly rounds: number;
  readonly seconds: number;
  readonly loader: string;
  readonly api: string;
  /** Whether servers and load had a core each. */
  readonly pinned: boolean;
  readonly scenarios: readonly ScenarioSummary[];
  readonly goals: readonly GoalResult[];
}

/** @throws Unreachable when nginx is not installed */
export async function benchMicroCache(
  { rounds: count, seconds }: Pick<MicroCacheBench, 'rounds' | 'seconds'>,
  print: (line: string) => void,
): Promise<MicroCacheBench> {
  const reason = nginxIsMissing();
  if (reason !== undefined) throw new Unreachable(reason);
  const loader = await chooseLoader();
  const dataDir = createTemporaryFolder();
  await fillStore(dataDir);
  const servers = await startContenders([], dataDir);
  const proxies = await Promise.all(servers.map(({ origin }) => startNginx('micro-cache', origin)));
  const pids = proxies.flatMap(({ pid }) => childrenOf(pid)).map((pid) => ({ pid }));
  const pinned = separateCores([...servers.map(({ child }) => child), ...pids]);
  const contenders = servers.map(
    (server, index): Contender => ({
      ...server,
      origin: proxies[index]?.url ?? '',
      scenarios: server.scenarios.filter(({ requests: [{ method }] }) => method === 'GET'),
    }),
  );
  print('Warm-up …');
  await runRound(contenders, loader, seconds);
  const rounds: Round[] = [];
  while (rounds.length < count) {
    print(`Round ${rounds.length + 1} of ${count} …`);
    rounds.push(await runRound(contenders, loader, seconds));
  }
  await Promise.all(proxies.map(({ stop }) => stop()));
  await stopAll(servers.map(({ child }) => child));
  const scenarios = contenders[0]?.scenarios ?? [];
  return {
    ...{ rounds: count, seconds, loader: loader.name, api: apiScript(), pinned, ...describeMachine() },
    scenarios: scenarios.map((scenario) => summarise(scenario, rounds)),
    goals: scenarios.map(({ id, name }) =>
      atLeast(0.9, name, ratioSpread(rounds, ['ours', id], ['raw', id])),
    ),
  };
}

/** The workers of nginx are processes of their own. */
function childrenOf(pid: number | undefined): number[] {
  try {
    return (readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').match(/\d+/g) ?? []).map(Number);
  } catch {
    return [];
  }
}

export function renderMicroCache(bench: MicroCacheBench): string {
  const { rounds, seconds, loader, api, pinned, node, cpu } = bench;
  const rows = bench.scenarios.map(({ name, contenders: { raw, ours } }, index) => {
    const goal = bench.goals[index];
    const { median = 0, min = 0, max = 0 } = goal?.value ?? {};
    const ratio = `${median.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`;
    const figures = [raw, ours].map((one) => formatCount(one?.load.requestsPerSecond ?? 0));
    return [name, ...figures, ratio, verdict(goal?.isMet === true)];
  });
  return [
    renderTable(['requests/s through nginx', 'raw', 'ours', 'ours ÷ raw', '≥ 0.90'], rows),
    '',
    `Medians of ${rounds} rounds, with runs of ${seconds} s; least–most in brackets.`,
    `Load: ${loader}. Servers and load ${pinned ? 'had a core each' : 'shared cores'}. ours: ${api}.`,
    `Node ${node.slice(1)}, ${cpu}`,
  ].join('\n');
}
