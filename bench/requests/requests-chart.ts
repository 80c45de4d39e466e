/** The bench of requests as a picture: for each scenario a bar for each contender, as a share of raw. */
import { type BarSeriesOption, type EChartsOption, init } from 'echarts';
import { type ContenderName, contenderNames } from './contenders.ts';
import type { RequestBench } from './requests.ts';
import { formatCount } from './requests-report.ts';
import type { ScenarioSummary } from './requests-summary.ts';

const barHeight = 16;
const gap = 18;
const margin = { left: 150, right: 200, top: 124, bottom: 40 };
// A background of its own, so that it reads the same on a light page and on a dark one.
const colours = { page: '#ffffff', text: '#1f2937', soft: '#6b7280', grid: '#e5e7eb' };
const barColours: Partial<Record<ContenderName, string>> = {
  ours: '#2f6fd0',
  Fastify: '#8fa3bd',
  Hono: '#b3c0d1',
  naive: '#e0a458',
  mock: '#cbb8d9',
};

export function drawRequests(bench: RequestBench): string {
  const contenders = contenderNames.filter(
    (contender) => contender !== 'raw' && bench.scenarios.some((scenario) => scenario.contenders[contender]),
  );
  const height = margin.top + margin.bottom + (barHeight * contenders.length + gap) * bench.scenarios.length;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 900, height });
  chart.setOption(chartOption(bench, contenders));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${svg}\n`;
}

function chartOption(bench: RequestBench, contenders: readonly ContenderName[]): EChartsOption {
  const { scenarios } = bench;
  return {
    animation: false,
    backgroundColor: colours.page,
    textStyle: { fontFamily: 'system-ui, sans-serif' },
    title: {
      text: 'Requests per second, as a share of what raw node:http serves',
      subtext: describeBench(bench),
      left: 24,
      top: 16,
      textStyle: text(17, colours.text),
      subtextStyle: text(12, colours.soft),
    },
    legend: { left: 20, top: 90, icon: 'rect', itemWidth: 14, textStyle: text(12, colours.text) },
    grid: margin,
    xAxis: {
      type: 'value',
      min: 0,
      max: ({ max }) => Math.max(1, max),
      axisLabel: { ...text(12, colours.soft), formatter: (share: number) => `${Math.round(share * 100)} %` },
      splitLine: { lineStyle: { color: colours.grid } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      axisTick: { show: false },
      data: scenarios.map(({ name }) => name),
      axisLabel: text(13, colours.text),
    },
    series: contenders.map((contender) => barsOf(contender, scenarios)),
  };
}

function barsOf(contender: ContenderName, scenarios: readonly ScenarioSummary[]): BarSeriesOption {
  return {
    type: 'bar',
    name: contender,
    silent: true,
    barWidth: barHeight - 2,
    barGap: '10%',
    itemStyle: { color: barColours[contender] ?? colours.soft },
    // What a contender does not answer has no bar, and no label.
    data: scenarios.map(({ contenders }) => contenders[contender]?.ofRaw.median ?? '-'),
    label: {
      show: true,
      position: 'right',
      ...text(11, colours.text),
      formatter: ({ dataIndex }) => describeSide(scenarios[dataIndex], contender),
    },
  };
}

function describeSide(scenario: ScenarioSummary | undefined, contender: ContenderName): string {
  const summary = scenario?.contenders[contender];
  if (!summary) return '';
  const { load, ofRaw } = summary;
  const [median, min, max] = [ofRaw.median, ofRaw.min, ofRaw.max].map(inHundred);
  return `${median} % (${min}–${max}), ${formatCount(load.requestsPerSecond)}/s`;
}

function describeBench({ connections, rounds, seconds, loader, node, cpu }: RequestBench): string {
  return `Median (least–most) of ${rounds} rounds of runs of ${seconds} s; ${loader}, ${connections} connections
naive: Express, express-openapi-validator, compression; mock: npm run mock, on Prism. Node ${node.slice(1)}, ${cpu}`;
}

function text(fontSize: number, color: string) {
  return { fontSize, color, lineHeight: fontSize + 5 };
}

function inHundred(share: number): string {
  const figure = share * 100;
  return figure < 9.95 ? figure.toFixed(1) : figure.toFixed(0);
}
