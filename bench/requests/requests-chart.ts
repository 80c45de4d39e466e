/** The bench of requests as a chart: in each scenario one bar for each contender, as a share of raw. */
import type { BarSeriesOption, EChartsOption } from 'echarts';
import { colours, frameOption, renderSvg, textStyle } from '../lib/chart.ts';
import { formatCount } from '../lib/table.ts';
import { type ContenderName, contenderNames } from './contenders.ts';
import type { ScenarioSummary } from './goals.ts';
import type { RequestBench } from './requests.ts';

const barHeight = 16;
const gap = 18;
const margin = { left: 150, right: 200, top: 124, bottom: 40 };
const barColours: Partial<Record<ContenderName, string>> = {
  ours: '#2f6fd0',
  Fastify: '#8fa3bd',
  Hono: '#b3c0d1',
  naive: '#e0a458',
  mock: '#cbb8d9',
};

export function drawRequests(bench: RequestBench): string {
  const { scenarios } = bench;
  const shown = contenderNames.filter(
    (contender) => contender !== 'raw' && scenarios.some(({ contenders }) => contenders[contender]),
  );
  const option: EChartsOption = {
    ...frameOption({
      title: 'Requests per second, as a share of what raw node:http serves',
      subtitle: describeBench(bench),
      margin,
    }),
    legend: { left: 20, top: 90, icon: 'rect', itemWidth: 14, textStyle: textStyle(12, colours.text) },
    xAxis: {
      type: 'value',
      min: 0,
      max: ({ max }) => Math.max(1, max),
      axisLabel: {
        ...textStyle(12, colours.soft),
        formatter: (share: number) => `${Math.round(share * 100)} %`,
      },
      splitLine: { lineStyle: { color: colours.grid } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      axisTick: { show: false },
      data: scenarios.map(({ name }) => name),
      axisLabel: textStyle(13, colours.text),
    },
    series: shown.map((contender) => barsOf(contender, scenarios)),
  };
  return renderSvg(option, margin.top + margin.bottom + (barHeight * shown.length + gap) * scenarios.length);
}

function barsOf(contender: ContenderName, scenarios: readonly ScenarioSummary[]): BarSeriesOption {
  return {
    type: 'bar',
    name: contender,
    silent: true,
    barWidth: barHeight - 2,
    barGap: '10%',
    itemStyle: { color: barColours[contender] ?? colours.soft },
    // A contender without this scenario has no bar and no label.
    data: scenarios.map(({ contenders }) => contenders[contender]?.ofRaw.median ?? '-'),
    label: {
      show: true,
      position: 'right',
      ...textStyle(11, colours.text),
      formatter: ({ dataIndex }) => describeContender(scenarios[dataIndex], contender),
    },
  };
}

function describeContender(scenario: ScenarioSummary | undefined, contender: ContenderName): string {
  const summary = scenario?.contenders[contender];
  if (!summary) return '';
  const { load, ofRaw } = summary;
  const [median, min, max] = [ofRaw.median, ofRaw.min, ofRaw.max].map(percentOf);
  return `${median} % (${min}–${max}), ${formatCount(load.requestsPerSecond)}/s`;
}

function describeBench({ connections, rounds, seconds, loader, node, cpu }: RequestBench): string {
  return `Median (least–most) of ${rounds} rounds of runs of ${seconds} s; ${loader}, ${connections} connections
naive: Express, express-openapi-validator, compression; mock: npm run mock, on Prism. Node ${node.slice(1)}, ${cpu}`;
}

function percentOf(share: number): string {
  const figure = share * 100;
  return figure < 9.95 ? figure.toFixed(1) : figure.toFixed(0);
}
