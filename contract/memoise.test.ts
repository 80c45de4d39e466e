import { expect, it } from 'vitest';
import { memoise } from './memoise.ts';

it('a function of an object and texts → what it made for them is kept', () => {
  const make = memoise((subject: object, ...names: string[]) => ({ subject, names }));
  const [first, second] = [{}, {}];
  expect(make(first, 'a', 'b')).toBe(make(first, 'a', 'b'));
  expect(make(first, 'a')).toEqual({ subject: first, names: ['a'] });
  expect(make(second, 'a')).not.toBe(make(first, 'a'));
});
