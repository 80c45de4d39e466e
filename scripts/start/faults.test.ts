import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFaults, type Faults } from './faults.ts';

let lines: string[];
let faults: Faults;
beforeEach(() => {
  vi.useFakeTimers();
  lines = [];
  faults = createFaults((line) => lines.push(line));
});
afterEach(() => void vi.useRealTimers());

const fault = (reason: string, effect = 'API stopped') => ({ effect, reason });

it('a fault that lasts, again, and mended → one line for each of both', () => {
  faults.set('code', fault('x.ts:1 no'));
  vi.runAllTimers();
  faults.set('code', fault('x.ts:1 no'));
  vi.runAllTimers();
  expect(lines).toEqual(['API stopped: x.ts:1 no']);
  faults.set('code', undefined);
  vi.runAllTimers();
  expect(lines).toEqual(['API stopped: x.ts:1 no', 'API works again']);
});

it('a fault that is mended at once → nothing', () => {
  faults.set('code', fault('x.ts:1 no'));
  vi.advanceTimersByTime(100);
  faults.set('code', undefined);
  vi.runAllTimers();
  expect(lines).toEqual([]);
});

it('two sources with the same reason → one line', () => {
  faults.set('contract', fault('no handler', 'API stays as it was'));
  faults.set('code', fault('no handler'));
  vi.runAllTimers();
  expect(lines).toEqual(['API stays as it was: no handler']);
});

it('one of two faults is mended → it works again only after the other', () => {
  faults.set('contract', fault('a'));
  faults.set('code', fault('b'));
  vi.runAllTimers();
  faults.set('contract', undefined);
  vi.runAllTimers();
  expect(lines).toEqual(['API stopped: a', 'API stopped: b']);
  faults.set('code', undefined);
  vi.runAllTimers();
  expect(lines.at(-1)).toBe('API works again');
});
