import { expect, it } from 'vitest';
import { summarise, summariseTools } from './loop-summary.ts';

it('arrivals of three edits at two places → the median decides, the latest is told', () => {
  const arrivals = [
    { place: 'mock', milliseconds: 100 },
    { place: 'server', milliseconds: 301 },
    { place: 'mock', milliseconds: 900 },
    { place: 'server', milliseconds: 302 },
    { place: 'mock', milliseconds: 300 },
    { place: 'server', milliseconds: 200 },
  ];
  expect(summarise(arrivals)).toEqual([
    { place: 'mock', medianMs: 300, maxMs: 900, withinGoal: true },
    { place: 'server', medianMs: 301, maxMs: 302, withinGoal: false },
  ]);
});

it.each([
  { given: 'as late as allowed', toolMs: [18_000, 10, 99_000], withinGoal: true },
  { given: 'later', toolMs: [17_999], withinGoal: false },
])('the last place of an edit $given → within the goal: $withinGoal', ({ toolMs, withinGoal }) => {
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
