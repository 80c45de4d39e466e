import { setTimeout as sleep } from 'node:timers/promises';
import { medianOf } from '../lib/statistics.ts';
import type { Contender } from './contenders.ts';
import type { PacedPair } from './goals.ts';
import type { Loader } from './load.ts';
import { type Pace, pacedP99 } from './load-paced.ts';
import type { Round, Runs } from './requests-summary.ts';
import type { BenchScenario, ScenarioId } from './scenarios.ts';

// The last requests of a run are cut off, and their server is still at work on them for a moment.
const settleMs = 100;

/** Every scenario, and for each of them every contender in turn. */
export async function runRound(
  contenders: readonly Contender[],
  loader: Loader,
  seconds: number,
): Promise<Round> {
  const round: Partial<Record<ScenarioId, Runs>> = {};
  for (const { id } of contenders[0]?.scenarios ?? []) {
    const runs: [string, Awaited<ReturnType<Loader['put']>>][] = [];
    for (const { name, origin, scenarios } of contenders) {
      const scenario = scenarios.find((own) => own.id === id);
      if (!scenario) continue;
      runs.push([name, await loader.put(origin, scenario, seconds)]);
      await sleep(settleMs);
    }
    round[id] = Object.fromEntries(runs);
  }
  return round as Round;
}

// Of one run and the next, of the same server, one p99 may be ten times the other.
const runsOfAPair = 5;

/** Raw and ours in turns, at one pace; each p99 of a pair is the median of several runs. */
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

// wrk opens all connections at once, and Node takes one of them in each turn of its loop: the first answers of the
// last ones are late. In a short run they are the slowest hundredth.
const steadySeconds = 5;

/** p99 in milliseconds of the scenario that is slowest at full load, of connections that are kept. */
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
    p99s.push((await loader.put(origin, slowest, steadySeconds)).p99Ms);
    await sleep(settleMs);
  }
  return p99s;
}
