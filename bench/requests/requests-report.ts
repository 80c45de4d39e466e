/** The bench of requests as a person reads it, within 80 columns. */

import { renderTable } from '../lib/table.ts';
import { verdict } from '../lib/verdict.ts';
import { type ContenderName, contenderNames } from './contenders.ts';
import type { GoalResult } from './goals.ts';
import type { RequestBench } from './requests.ts';
import type { ScenarioSummary } from './requests-summary.ts';

export function renderRequests(bench: RequestBench): string {
  const { connections, rounds, seconds, loader, pinned, api, nodes, node, cpu } = bench;
  const shown = contenderNames.filter((contender) =>
    bench.scenarios.some(({ contenders }) => contenders[contender]),
  );
  return [
    renderTable(
      ['requests/s', ...shown],
      bench.scenarios.map((scenario) => renderScenario(scenario, shown)),
    ),
    '',
    renderTable(['', 'median (least–most)', 'goal', ''], bench.goals.map(renderGoal)),
    '',
    `Medians of ${rounds} rounds of runs of ${seconds} s; ${loader}, ${connections} connections;`,
    `servers and load ${pinned ? 'on a core each' : 'share cores'}. p99 ÷ raw p99: at half of raw's requests/s.`,
    'raw: node:http, the same bytes; naive: Express, its validator, compression;',
    `mock: npm run mock, on Prism; ours: ${api}, as in production.`,
    `${formatCount(nodes)} nodes; Node ${node.slice(1)}, ${cpu}`,
  ].join('\n');
}

function renderScenario({ name, contenders }: ScenarioSummary, shown: readonly ContenderName[]): string[] {
  return [
    name,
    ...shown.map((contender) => {
      const summary = contenders[contender];
      return summary ? formatCount(summary.load.requestsPerSecond) : '–';
    }),
  ];
}

function renderGoal({ name: what, bound, goal, unit, value, ofRaw, isMet }: GoalResult): string[] {
  const name = ofRaw ? `${what} (raw: ${formatFigure(ofRaw.median)})` : what;
  const sign = bound === 'least' ? '≥' : '≤';
  const limit = `${sign} ${bound === 'least' && goal < 1 ? goal.toFixed(2) : goal} ${unit}`.trimEnd();
  if (!value) return [name, 'not measured', limit, ''];
  const { median, min, max } = value;
  const spread = min === max ? '' : ` (${formatFigure(min)}–${formatFigure(max)})`;
  return [name, `${formatFigure(median)}${spread}`, limit, verdict(isMet)];
}

/** Three digits, or as many as a whole number has. */
function formatFigure(figure: number): string {
  return figure < 100 ? figure.toPrecision(3) : formatCount(figure);
}

export function formatCount(count: number): string {
  return Math.round(count).toLocaleString('en');
}
