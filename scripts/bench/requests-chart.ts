/** The bench of requests as a picture: a bar for each scenario, with its spread and its figures. */
import { type BarSeriesOption, type CustomSeriesOption, type EChartsOption, init } from 'echarts';
import type { RequestBench } from './requests.ts';
import { formatCount } from './requests-report.ts';
import type { ScenarioSummary } from './requests-summary.ts';

const rowHeight = 52;
const margin = { left: 150, right: 240, top: 96, bottom: 40 };
// A background of its own, so that it reads the same on a light page and on a dark one.
const colours = { page: '#ffffff', text: '#1f2937', soft: '#6b7280', grid: '#e5e7eb', bar: '#7aa5e8' };

export function drawRequests(bench: RequestBench): string {
  const height = margin.top + margin.bottom + rowHeight * bench.scenarios.length;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 900, height });
  chart.setOption(chartOption(bench));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${svg}\n`;
}

function chartOption(bench: RequestBench): EChartsOption {
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
    grid: margin,
    ...axes(bench.scenarios),
    series: [medianSeries(bench.scenarios), spreadSeries(bench.scenarios)],
  };
}

/** Shares below, a row for each scenario with its name to the left and its figures to the right. */
function axes(scenarios: readonly ScenarioSummary[]): Pick<EChartsOption, 'xAxis' | 'yAxis'> {
  const rows = { type: 'category', inverse: true, axisTick: { show: false } } as const;
  return {
    xAxis: {
      type: 'value',
      min: 0,
      max: ({ max }) => Math.max(1, max),
      axisLabel: { ...text(12, colours.soft), formatter: (share: number) => percent(share) },
      splitLine: { lineStyle: { color: colours.grid } },
    },
    yAxis: [
      { ...rows, data: scenarios.map(({ name }) => name), axisLabel: text(13, colours.text) },
      {
        ...rows,
        data: scenarios.map(describeScenario),
        axisLine: { show: false },
        axisLabel: { ...text(12, colours.soft), margin: 60 }, // beside the longest bar's own label
      },
    ],
  };
}

function describeBench({ connections, pairs, seconds, node, cpu }: RequestBench): string {
  return `${connections} connections, median of ${pairs} pairs of runs of ${seconds} s; the line goes from the least to the most
Node ${node.slice(1)}, ${cpu}`;
}

function describeScenario({ raw, ours }: ScenarioSummary): string {
  const [ourCount, rawCount] = [ours, raw].map((load) => formatCount(load.requestsPerSecond));
  return `${ourCount} of ${rawCount} a second\np99 ${ours.p99Ms} ms, raw ${raw.p99Ms} ms`;
}

function medianSeries(scenarios: readonly ScenarioSummary[]): BarSeriesOption {
  const data = scenarios.map(({ ratio }) => ratio.median);
  return { type: 'bar', silent: true, data, barWidth: 22, itemStyle: { color: colours.bar } };
}

/** A line from the least to the most ratio, and the median written after it. */
function spreadSeries(scenarios: readonly ScenarioSummary[]): CustomSeriesOption {
  return {
    type: 'custom',
    silent: true,
    z: 3, // over the bars
    data: scenarios.map(({ ratio }, row) => [ratio.min, row, ratio.max, ratio.median]),
    encode: { x: [0, 2], y: 1 },
    renderItem(_, { value, coord }) {
      const [from = 0, y = 0] = coord([value(0), value(1)]);
      const [to = 0] = coord([value(2), value(1)]);
      const line = (x1: number, y1: number, x2: number, y2: number) =>
        ({
          type: 'line',
          shape: { x1, y1, x2, y2 },
          style: { stroke: colours.text, lineWidth: 1.5 },
        }) as const;
      const median = percent(Number(value(3)));
      return {
        type: 'group',
        children: [
          line(from, y, to, y),
          line(from, y - 5, from, y + 5),
          line(to, y - 5, to, y + 5),
          {
            type: 'text',
            x: to + 8,
            y: y - 7,
            style: { text: median, fill: colours.text, font: 'bold 13px system-ui, sans-serif' },
          },
        ],
      };
    },
  };
}

function text(fontSize: number, color: string) {
  return { fontSize, color, lineHeight: fontSize + 5 };
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
