import { medianOf, type Spread } from '../lib/statistics.ts';
import { formatCount, renderTable } from '../lib/table.ts';
import type { FleetBench } from './fleet.ts';

const short = (figure: number) => (figure < 10 ? String(Number(figure.toPrecision(2))) : formatCount(figure));
const range = ({ median, min, max }: Spread) => `${short(median)} (${short(min)}–${short(max)})`;

export function renderFleet({ costs, rows, noCache, ...bench }: FleetBench): string {
  const priced = Object.entries({ ...costs.small, 'full, 100,000 nodes': costs.large.full });
  const costRows = priced.map(([name, cost]) => [
    name,
    formatCount(cost.bytes.median),
    range(cost.alone),
    range(cost.kept),
  ]);
  const keys = ['mean', 'peak', 'failed', 'until', 'service', 'cores', 'megabytes'] as const;
  const fleetRows = rows.map(({ kind, name, cache, runs }) => {
    const medians = keys.map((key) => short(medianOf(runs.map((run) => run[key]))));
    if (kind === 'real') medians.fill('', 4);
    return [`${kind === 'fleet' ? '' : `${kind}: `}${name}${cache ? ', cache' : ''}`, ...medians];
  });
  return [
    renderTable(['answer', 'bytes', 'CPU, µs (least–most)', 'kept connections'], costRows),
    `\n${renderTable(['', 'requests/s', 'peak', 'failed', '99 %, s', 'at service', 'cores', 'MB/s'], fleetRows)}\n`,
    `Medians of ${bench.rounds} rounds. peak, at service, cores, MB/s: in the second with the most.`,
    `real, model: ${bench.real} clients that poll every 10 s; of real ones, only requests are counted.`,
    `Others: ${formatCount(bench.simulated)} simulated clients that poll every 300 s. cache: of one second, in front.`,
    `${noCache ? `Real clients without it: ${noCache}. ` : ''}Node ${bench.node.slice(1)}, ${bench.cpu}`,
  ].join('\n');
}
