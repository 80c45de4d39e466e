/** A fleet of clients that keep in step: what it costs the service, and how soon all have a release. */
import { nginxIsMissing } from '../../lib/nginx.ts';
import { describeMachine } from '../lib/machine.ts';
import { type Costs, measureCosts } from './costs.ts';
import { type Plan, type Second, simulate } from './model.ts';
import { carryOut } from './real-clients.ts';

const [real, simulated] = [1_000, 100_000];
export type FleetBench = Awaited<ReturnType<typeof benchFleet>>;
export interface Row {
  readonly kind: 'real' | 'model' | 'fleet';
  readonly name: string;
  readonly cache: boolean;
  readonly runs: readonly ReturnType<typeof figuresOf>[];
}

export async function benchFleet(rounds: number, print: (line: string) => void) {
  print('What an answer costs …');
  const costs = { small: await measureCosts(2_000, rounds), large: await measureCosts(100_000, rounds) };
  const noCache = nginxIsMissing();
  const rows: Row[] = [];
  const repeat = async (kind: Row['kind'], plan: Plan, run: (plan: Plan) => Second[] | Promise<Second[]>) => {
    const cache = plan.cacheMs > 0;
    print(`${kind}: ${Object.keys(plan.parts)}${cache ? ', cache' : ''} …`);
    const runs: Second[][] = [];
    while (runs.length < rounds) runs.push(await run(plan));
    for (const [name, part] of Object.entries(plan.parts))
      rows.push({
        kind,
        name,
        cache,
        runs: runs.map((each) => figuresOf(each.slice(...part), plan.clients)),
      });
  };
  for (const cacheMs of [0, 1_000]) {
    const plan = { ...realPlan(costs.small), cacheMs };
    if (!cacheMs || !noCache) await repeat('real', plan, carryOut);
    await repeat('model', plan, simulate);
    for (const each of fleetPlans(costs)) await repeat('fleet', { ...each, cacheMs }, simulate);
  }
  return { ...describeMachine(), rounds, real, simulated, ...(noCache && { noCache }), costs, rows };
}

function realPlan(costs: Costs): Plan {
  const plan = { clients: real, intervalMs: 10_000, seconds: 125, costs, startsWithinMs: 10_000, cacheMs: 0 };
  const parts = { 'nothing happens': [30, 50], 'a renamed node': [50, 75], 'an outage': [95, 125] } as const;
  return { ...plan, publishMs: 50_000, outageMs: [75_000, 95_000], parts };
}

/** With the interval of five minutes that the service announces by default. */
function fleetPlans({ small, large }: FleetBench['costs']): Plan[] {
  const [release, start] = [{ publishMs: 300_000, loads: 'past' }, { startsWithinMs: 60_000 }] as const;
  const plans: [name: string, from: number, Costs, Partial<Plan>][] = [
    ['nothing happens', 0, small, {}],
    ['a renamed node', 300, small, { publishMs: 300_000 }],
    ['many changes, 2,000 nodes', 300, small, release],
    ['many changes, 100,000 nodes', 300, large, release],
    ['… as proposed', 300, large, { ...release, loads: 'cached' }],
    ['a minute of outage', 360, small, { outageMs: [300_000, 360_000] }],
    ['ten minutes of outage', 900, small, { outageMs: [300_000, 900_000] }],
    ['all start, 2,000 nodes', 0, small, start],
    ['all start, 100,000 nodes', 0, large, start],
  ];
  return plans.map(([name, from, costs, more]) => {
    const plan = { clients: simulated, intervalMs: 300_000, seconds: from + 600, costs, cacheMs: 0, ...more };
    return { ...plan, parts: { [name]: [from, plan.seconds] } };
  });
}

/** Those after `until`, when 99 % are in step, are of the second that has the most. */
export function figuresOf(part: readonly Second[], clients: number) {
  const sum = (key: keyof Second) => part.reduce((all, second) => all + second[key], 0);
  const most = (key: keyof Second) => Math.max(...part.map((second) => second[key]));
  return {
    mean: sum('requests') / part.length,
    failed: sum('failed'),
    until: part.findIndex(({ inStep }) => inStep >= clients * 0.99) + 1 || Number.POSITIVE_INFINITY,
    peak: most('requests'),
    service: most('service'),
    cores: most('serviceUs') / 1e6,
    megabytes: most('bytes') / 1e6,
  };
}
