/** The bench of sizes as a picture: by how much each figure grows when the taxonomy does. */
import { type EChartsOption, init, type LineSeriesOption } from 'echarts';
import type { ScaleBench, ScaleFigures } from './scale.ts';
import { bytes, megabytes, microseconds, milliseconds } from './scale-report.ts';

const margin = { left: 70, right: 250, top: 96, bottom: 56 };
// A background of its own, so that it reads the same on a light page and on a dark one.
const colours = { page: '#ffffff', text: '#1f2937', soft: '#6b7280', grid: '#e5e7eb' };

interface Line {
  readonly name: string;
  readonly colour: string;
  readonly value: (figures: ScaleFigures) => number | undefined;
  readonly format: (value: number) => string;
}

const lines: readonly Line[] = [
  { name: 'full state, br', colour: '#2563eb', value: ({ full }) => full.br, format: bytes },
  {
    name: 'publish, one node',
    colour: '#7c3aed',
    value: ({ publishMs }) => publishMs,
    format: milliseconds,
  },
  { name: 'until served', colour: '#db2777', value: ({ servedMs }) => servedMs, format: milliseconds },
  { name: 'memory', colour: '#d97706', value: ({ serverMb }) => serverMb, format: megabytes },
  {
    name: 'one conversion',
    colour: '#059669',
    value: ({ conversionMicroseconds }) => conversionMicroseconds,
    format: microseconds,
  },
  { name: 'one-node delta', colour: '#0891b2', value: ({ delta }) => delta.identity, format: bytes },
];

export function drawScale(bench: ScaleBench): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 900, height: 480 });
  chart.setOption(chartOption(bench));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${svg}\n`;
}

function chartOption({ sizes, node, cpu }: ScaleBench): EChartsOption {
  const nodes = sizes.map((size) => size.nodes.toLocaleString('en'));
  const axis = { axisLabel: text(12, colours.soft), splitLine: { lineStyle: { color: colours.grid } } };
  return {
    animation: false,
    backgroundColor: colours.page,
    textStyle: { fontFamily: 'system-ui, sans-serif' },
    title: {
      text: 'What grows with the taxonomy, and what does not',
      subtext: `Times what it is with ${nodes[0]} nodes; figures of ${nodes.at(-1)} to the right\nNode ${node.slice(1)}, ${cpu}`,
      left: 24,
      top: 16,
      textStyle: text(17, colours.text),
      subtextStyle: text(12, colours.soft),
    },
    grid: margin,
    xAxis: { type: 'category', data: nodes, boundaryGap: false, name: 'nodes', ...centred, ...axis },
    yAxis: {
      type: 'log',
      min: 0.5,
      axisLabel: { ...axis.axisLabel, formatter: '×{value}' },
      splitLine: axis.splitLine,
    },
    series: lines.flatMap((line) => lineSeries(line, sizes)),
  };
}

const centred = { nameLocation: 'middle', nameGap: 32 } as const;

/** A figure that some size lacks has no line. */
function lineSeries(
  { name, colour, value, format }: Line,
  sizes: readonly ScaleFigures[],
): LineSeriesOption[] {
  const values = sizes.map(value).filter((figure) => figure !== undefined);
  const [first, last] = [values[0], values.at(-1)];
  if (values.length < sizes.length || first === undefined || last === undefined) return [];
  return [
    {
      type: 'line',
      silent: true,
      data: values.map((figure) => figure / first),
      symbol: 'circle',
      symbolSize: 7,
      lineStyle: { color: colour, width: 2.5 },
      itemStyle: { color: colour },
      endLabel: {
        show: true,
        formatter: `${name}: ${format(last)}, ×${growth(last / first)}`,
        ...text(13, colour),
      },
      labelLayout: { moveOverlap: 'shiftY' },
    },
  ];
}

function growth(factor: number): string {
  return factor < 10 ? factor.toFixed(1) : String(Math.round(factor));
}

function text(fontSize: number, color: string) {
  return { fontSize, color, lineHeight: fontSize + 5 };
}
