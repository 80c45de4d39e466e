/** What the charts of the benches share. */
import { type EChartsOption, init } from 'echarts';

// The background is drawn, so that the chart reads the same on a light page and on a dark one.
export const colours = { page: '#ffffff', text: '#1f2937', soft: '#6b7280', grid: '#e5e7eb' };

export function textStyle(fontSize: number, color: string) {
  return { fontSize, color, lineHeight: fontSize + 5 };
}

export interface Frame {
  readonly title: string;
  readonly subtitle: string;
  readonly margin: Readonly<Record<'left' | 'right' | 'top' | 'bottom', number>>;
}

export function frameOption({ title, subtitle, margin }: Frame): EChartsOption {
  return {
    animation: false,
    backgroundColor: colours.page,
    textStyle: { fontFamily: 'system-ui, sans-serif' },
    title: {
      text: title,
      subtext: subtitle,
      left: 24,
      top: 16,
      textStyle: textStyle(17, colours.text),
      subtextStyle: textStyle(12, colours.soft),
    },
    grid: margin,
  };
}

export function renderSvg(option: EChartsOption, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 900, height });
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${svg}\n`;
}
