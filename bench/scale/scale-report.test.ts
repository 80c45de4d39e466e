import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import type { ScaleBench, ScaleFigures } from './scale.ts';
import { drawScale } from './scale-chart.ts';
import { renderScale } from './scale-report.ts';

const small: ScaleFigures = {
  nodes: 1_000,
  firstPublishMs: 20,
  publishMs: 10,
  servedMs: 210,
  longestWaitMs: 9.44,
  full: { identity: 66_000, br: 11_000 },
  delta: { identity: 430, br: 266 },
  conversionMicroseconds: 2,
  unknownBatchMs: 30,
  serverMb: 120,
};
const large: ScaleFigures = {
  ...small,
  nodes: 100_000,
  servedMs: 2_999,
  longestWaitMs: 200,
  full: { identity: 6_000_000, br: 1_100_000 },
  conversionMicroseconds: 4,
  serverMb: 318,
};
const bench: ScaleBench = { node: 'v20.20.2', cpu: 'A CPU', sizes: [small, large] };

function linesOf(given: ScaleBench): string[] {
  return stripVTControlCharacters(renderScale(given)).split('\n');
}

function verdictOf(label: string, given: ScaleBench): string | undefined {
  return linesOf(given)
    .find((line) => line.startsWith(label))
    ?.trimEnd()
    .split(/\s+/)
    .at(-1);
}

it('a bench of two sizes → a table within 80 columns, and the memory of one node', () => {
  const lines = linesOf(bench);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(lines.find((line) => line.startsWith('full state, br'))).toMatch(/11 KB +1\.1 MB/);
  expect(lines).toContain("Each further node takes 2.0 KB of the server's memory.");
});

it.each<[label: string, change: Partial<ScaleFigures>, want: string]>([
  ['published → served', {}, 'ok'],
  ['published → served', { servedMs: 3_000 }, 'miss'],
  ['longest wait', {}, 'miss'],
  ['longest wait', { longestWaitMs: 199 }, 'ok'],
  ['memory', {}, 'ok'],
  ['memory', { serverMb: 400 }, 'miss'],
  ['10,000 unknown', {}, 'ok'],
  ['10,000 unknown', { unknownBatchMs: 200 }, 'miss'],
  ['delta of one node', { delta: { identity: 1_000, br: 300 } }, 'miss'],
  ['one conversion', {}, 'ok'],
  ['one conversion', { conversionMicroseconds: 4.1 }, 'miss'],
])('%s, the largest taxonomy with %o → %s', (label, change, want) => {
  expect(verdictOf(label, { ...bench, sizes: [small, { ...large, ...change }] })).toBe(want);
});

it('a system where memory cannot be measured → no verdict on it, and no line in the chart', () => {
  const { serverMb, ...unmeasured } = large;
  const without = { ...bench, sizes: [small, unmeasured] };
  expect(verdictOf('memory', without)).toBe('unknown');
  expect(drawScale(bench)).toContain('memory: 318 MB, ×2.6');
  expect(drawScale(without)).not.toContain('memory: ');
});

it('a bench of two sizes → a chart of how much each figure grows', () => {
  const texts = [...drawScale(bench).matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
  expect(texts).toEqual(
    expect.arrayContaining(['100,000', 'full state, br: 1.1 MB, ×100', 'one-node delta: 430 B, ×1.0']),
  );
});
