/** The bench of requests as a person reads it, within 80 columns. */
import type { RequestBench } from './requests.ts';
import type { ScenarioSummary } from './requests-summary.ts';
import { renderTable } from './table.ts';
import { verdict } from './verdict.ts';

export function renderRequests(bench: RequestBench): string {
  const { connections, pairs, seconds, p99YardstickMs, pinned, node, cpu } = bench;
  const head = ['', 'raw/s', 'ours/s', 'ours ÷ raw', 'raw p99', 'our p99', `<${p99YardstickMs} ms`];
  return [
    renderTable(head, bench.scenarios.map(renderScenario)),
    '',
    `${connections} connections, medians of ${pairs} pairs of runs of ${seconds} s (least to most).`,
    `raw: node:http sending the same bytes; server and load ${pinned ? 'on a core each' : 'share cores'}.`,
    `Node ${node.slice(1)}, ${cpu}`,
  ].join('\n');
}

function renderScenario({ name, raw, ours, ratio, withinYardstick }: ScenarioSummary): string[] {
  const { median, min, max } = ratio;
  return [
    name,
    formatCount(raw.requestsPerSecond),
    formatCount(ours.requestsPerSecond),
    `${median.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`,
    `${raw.p99Ms} ms`,
    `${ours.p99Ms} ms`,
    verdict(withinYardstick),
  ];
}

export function formatCount(count: number): string {
  return Math.round(count).toLocaleString('en');
}
