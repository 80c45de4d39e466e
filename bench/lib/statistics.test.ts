import { expect, it } from 'vitest';
import { spreadOf } from './statistics.ts';

it.each([
  { values: [7], median: 7, min: 7, max: 7 },
  { values: [9, 1], median: 5, min: 1, max: 9 },
  { values: [10, 9, 100], median: 10, min: 9, max: 100 }, // sorted as numbers, not as text
  { values: [4, 1, 3, 2], median: 2.5, min: 1, max: 4 },
  { values: [0.5, 0.25, 0.75, 0.25, 1], median: 0.5, min: 0.25, max: 1 },
])('$values → median $median, from $min to $max', ({ values, ...spread }) => {
  expect(spreadOf(values)).toEqual(spread);
});
