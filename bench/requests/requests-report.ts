/** The bench of requests as tables that fit 80 columns. */
import { formatCount, renderTable, verdict } from '../lib/table.ts';
import { type ContenderName, contenderNames } from './contenders.ts';
import type { GoalResult, ScenarioSummary } from './goals.ts';
import type { RequestBench } from './requests.ts';

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
    `The figures are medians of ${rounds} rounds, with runs of ${seconds} s.`,
    `Load: ${loader}, ${connections} connections. Servers and load ${pinned ? 'had a core each' : 'shared cores'}.`,
    "p99 ÷ raw p99 is measured at half of raw's requests/s.",
    'raw: node:http, the same bytes. naive: Express, its validator, compression.',
    `mock: npm run mock, with Prism. ours: ${api}, as in production.`,
    `${formatCount(nodes)} nodes. Node ${node.slice(1)}, ${cpu}`,
  ].join('\n');
}

function renderScenario({ name, contenders }: ScenarioSummary, shown: readonly ContenderName[]): string[] {
  const figures = shown.map((contender) => contenders[contender]?.load.requestsPerSecond);
  return [name, ...figures.map((figure) => (figure === undefined ? '–' : formatCount(figure)))];
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

/** Three digits, or all digits of a larger whole number. */
function formatFigure(figure: number): string {
  return figure < 100 ? figure.toPrecision(3) : formatCount(figure);
}
