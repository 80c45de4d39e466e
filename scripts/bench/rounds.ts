import { setTimeout as sleep } from 'node:timers/promises';
import type { PacedPair } from './goals.ts';
import type { Loader } from './load.ts';
import { type Pace, pacedP99 } from './load-paced.ts';
import type { Round, Runs } from './requests-summary.ts';
import type { BenchScenario, ScenarioId } from './scenarios.ts';
import type { Side } from './sides.ts';

// The last requests of a run are cut off, and their server is still at work on them for a moment.
const settleMs = 100;

/** Every scenario, and for each of them every side in turn. */
export async function runRound(sides: readonly Side[], loader: Loader, seconds: number): Promise<Round> {
  const round: Partial<Record<ScenarioId, Runs>> = {};
  for (const { id } of sides[0]?.scenarios ?? []) {
    const runs: [string, Awaited<ReturnType<Loader['put']>>][] = [];
    for (const { name, origin, scenarios } of sides) {
      const scenario = scenarios.find((own) => own.id === id);
      if (!scenario) continue;
      runs.push([name, await loader.put(origin, scenario, seconds)]);
      await sleep(settleMs);
    }
    round[id] = Object.fromEntries(runs);
  }
  return round as Round;
}

/** Raw and ours in turns, at one pace. */
export async function runPaced(
  { raw, ours }: Readonly<Record<keyof PacedPair, string>>,
  { requests: [request] }: BenchScenario,
  pace: Pace,
  count: number,
): Promise<PacedPair[]> {
  const run = async (origin: string) => {
    const p99 = await pacedP99(origin, request, pace);
    await sleep(settleMs);
    return p99;
  };
  const pairs: PacedPair[] = [];
  while (pairs.length < count) pairs.push({ raw: await run(raw), ours: await run(ours) });
  return pairs;
}
