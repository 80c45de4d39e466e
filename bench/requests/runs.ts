/** The single measurements: a round at full load, the p99 at a fixed rate, the slowest scenario, the start. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startApi } from '../lib/api.ts';
import { medianOf } from '../lib/statistics.ts';
import type { Contender } from './contenders.ts';
import type { PacedPair, Round, Runs } from './goals.ts';
import type { Load, Loader } from './load.ts';
import { type Pace, pacedP99 } from './load-paced.ts';
import type { BenchScenario, ScenarioId } from './scenarios.ts';

// A run cuts off its last requests. Their server still works on them for a moment.
const settleMs = 100;

/** Every scenario, and for each scenario every contender in turn. */
export async function runRound(
  contenders: readonly Contender[],
  loader: Loader,
  seconds: number,
): Promise<Round> {
  const round: Partial<Record<ScenarioId, Runs>> = {};
  for (const { id } of contenders[0]?.scenarios ?? []) {
    const runs: [string, Load][] = [];
    for (const { name, origin, scenarios } of contenders) {
      const scenario = scenarios.find((candidate) => candidate.id === id);
      if (!scenario) continue;
      runs.push([name, await loader.run(origin, scenario, seconds)]);
      await sleep(settleMs);
    }
    round[id] = Object.fromEntries(runs);
  }
  return round as Round;
}

// The p99 of one run may be ten times the p99 of the next run of the same server.
const runsOfAPair = 5;

/** Raw and ours in turns, at one rate. Each p99 of a pair is the median of several runs. */
export async function runPaced(
  { raw, ours }: Readonly<Record<keyof PacedPair, string>>,
  { requests: [request] }: BenchScenario,
  pace: Pace,
  count: number,
): Promise<PacedPair[]> {
  const p99s = { raw: [] as number[], ours: [] as number[] };
  for (let run = 0; run < count * runsOfAPair; run += 1) {
    for (const [contender, origin] of [['raw', raw] as const, ['ours', ours] as const]) {
      p99s[contender].push(await pacedP99(origin, request, pace));
      await sleep(settleMs);
    }
  }
  return Array.from({ length: count }, (_, pair) => {
    const runs = [pair * runsOfAPair, (pair + 1) * runsOfAPair] as const;
    return { raw: medianOf(p99s.raw.slice(...runs)), ours: medianOf(p99s.ours.slice(...runs)) };
  });
}

// wrk opens all connections at once, and Node accepts one in each turn of its loop. So the first responses on the
// last connections are late. In a shorter run they are the slowest hundredth.
const steadySeconds = 5;

/** The p99 in milliseconds of the scenario that was slowest at full load, on kept connections. */
export async function runSlowest(
  { name, origin, scenarios }: Contender,
  rounds: readonly Round[],
  loader: Loader,
  count: number,
): Promise<number[]> {
  const p99Of = ({ id }: BenchScenario) => medianOf(rounds.flatMap((round) => round[id][name]?.p99Ms ?? []));
  const [slowest] = scenarios.toSorted((a, b) => p99Of(b) - p99Of(a));
  const p99s: number[] = [];
  while (slowest && p99s.length < count) {
    p99s.push((await loader.run(origin, slowest, steadySeconds)).p99Ms);
    await sleep(settleMs);
  }
  return p99s;
}

/** Milliseconds from starting Node until health responds, for each start on an existing store. */
export async function timeStarts(dataDir: string, count: number): Promise<number[]> {
  await timeStart(dataDir); // fills the store and the caches of the disk
  const times: number[] = [];
  while (times.length < count) times.push(await timeStart(dataDir));
  return times;
}

async function timeStart(dataDir: string): Promise<number> {
  const start = performance.now();
  const { stop } = await startApi(dataDir);
  const time = performance.now() - start;
  await stop();
  return time;
}
