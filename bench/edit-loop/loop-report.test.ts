import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { renderLoop, summarisePlaces, summariseTools } from './loop-report.ts';

it('arrivals of three edits at two places → median and maximum of each place, judged by the median', () => {
  const arrivals = [
    { place: 'mock', milliseconds: 100 },
    { place: 'server', milliseconds: 301 },
    { place: 'mock', milliseconds: 900 },
    { place: 'server', milliseconds: 302 },
    { place: 'mock', milliseconds: 300 },
    { place: 'server', milliseconds: 200 },
  ];
  expect(summarisePlaces(arrivals)).toEqual([
    { place: 'mock', medianMs: 300, maxMs: 900, withinGoal: true },
    { place: 'server', medianMs: 301, maxMs: 302, withinGoal: false },
  ]);
});

it.each([
  { given: 'at 0.05 of the tools', toolMs: [18_000, 10, 99_000], withinGoal: true },
  { given: 'above 0.05 of the tools', toolMs: [17_999], withinGoal: false },
])('an edit everywhere $given → within the goal: $withinGoal', ({ toolMs, withinGoal }) => {
  const arrivals = [
    { place: 'mock', milliseconds: 100 },
    { place: 'server', milliseconds: 900 },
    { place: 'mock', milliseconds: 10 },
    { place: 'server', milliseconds: 20 },
    { place: 'mock', milliseconds: 900 },
    { place: 'server', milliseconds: 100 },
  ];
  expect(summariseTools(arrivals, toolMs).withinGoal).toBe(withinGoal);
});

it('a report of the loop → within 80 columns', () => {
  const arrivals = [{ place: 'types, client', milliseconds: 9_999 }];
  const bench = {
    edits: 100,
    goalMs: 300,
    places: summarisePlaces(arrivals),
    tools: summariseTools(arrivals, [10]),
  };
  const lines = stripVTControlCharacters(renderLoop(bench)).split('\n');
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});
