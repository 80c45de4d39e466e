/** The bench of sizes as a chart: how much each figure grows with the taxonomy. */
import type { EChartsOption, LineSeriesOption } from 'echarts';
import { colours, frameOption, renderSvg, textStyle } from '../lib/chart.ts';
import { formatCount } from '../lib/table.ts';
import type { ScaleBench, ScaleFigures } from './scale.ts';
import { bytes, megabytes, microseconds, milliseconds } from './scale-report.ts';

interface Line {
  readonly name: string;
  readonly colour: string;
  readonly value: (figures: ScaleFigures) => number | undefined;
  readonly format: (value: number) => string;
}

const lines: readonly Line[] = [
  { name: 'full state, br', colour: '#2563eb', value: ({ full }) => full.br, format: bytes },
  { name: 'publish, one node', colour: '#7c3aed', value: ({ publishMs }) => publishMs, format: milliseconds },
  { name: 'published → served', colour: '#db2777', value: ({ servedMs }) => servedMs, format: milliseconds },
  { name: 'memory', colour: '#d97706', value: ({ serverMb }) => serverMb, format: megabytes },
  {
    name: 'one conversion',
    colour: '#059669',
    value: ({ conversionMicroseconds }) => conversionMicroseconds,
    format: microseconds,
  },
  { name: 'one-node delta', colour: '#0891b2', value: ({ delta }) => delta.identity, format: bytes },
];

export function drawScale({ sizes, node, cpu }: ScaleBench): string {
  const nodes = sizes.map((size) => formatCount(size.nodes));
  const axisLabel = textStyle(12, colours.soft);
  const splitLine = { lineStyle: { color: colours.grid } };
  const option: EChartsOption = {
    ...frameOption({
      title: 'What grows with the taxonomy, and what does not',
      subtitle: `Growth since ${nodes[0]} nodes; on the right the figures with ${nodes.at(-1)}\nNode ${node.slice(1)}, ${cpu}`,
      margin: { left: 70, right: 250, top: 96, bottom: 56 },
    }),
    xAxis: {
      ...{ type: 'category', data: nodes, boundaryGap: false },
      ...{ name: 'nodes', nameLocation: 'middle', nameGap: 32 },
      ...{ axisLabel, splitLine },
    },
    yAxis: { type: 'log', min: 0.5, axisLabel: { ...axisLabel, formatter: '×{value}' }, splitLine },
    series: lines.flatMap((line) => lineSeries(line, sizes)),
  };
  return renderSvg(option, 480);
}

/** A figure that is missing at one size has no line. */
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
        formatter: `${name}: ${format(last)}, ×${formatGrowth(last / first)}`,
        ...textStyle(13, colour),
      },
      labelLayout: { moveOverlap: 'shiftY' },
    },
  ];
}

function formatGrowth(factor: number): string {
  return factor < 10 ? factor.toFixed(1) : String(Math.round(factor));
}
