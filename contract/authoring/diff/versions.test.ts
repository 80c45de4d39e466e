import { expect, it } from 'vitest';
import type { Level } from './model.ts';
import { judgeVersion } from './versions.ts';

const judge = (base: string, current: string, levels: readonly Level[]) =>
  judgeVersion(
    base,
    current,
    levels.map((level) => ({ level, message: '', document: 'current', pointer: '#', line: 1 })),
  );

it.each<[base: string, levels: readonly Level[], needed: string]>([
  ['1.2.3', [], '1.2.3'],
  ['1.2.3', ['patch'], '1.2.4'],
  ['1.2.3', ['patch', 'minor'], '1.3.0'],
  ['1.2.3', ['major', 'minor'], '2.0.0'],
  ['9.0.0', ['major'], '10.0.0'],
  ['0.2.3', ['patch'], '0.2.4'],
  ['0.2.3', ['minor'], '0.2.4'],
  ['0.2.3', ['major'], '0.3.0'],
  ['2.0.0-rc.1', ['major'], '2.0.0'],
  ['one', [], '0.0.0'],
])('%s with %j → at least %s', (base, levels, needed) => {
  expect(judge(base, '99.0.0', levels)).toMatchObject({ needed, verdict: 'enough' });
});

it.each<[base: string, current: string, levels: readonly Level[], verdict: string]>([
  ['1.2.0', '1.2.0', [], 'enough'],
  ['1.2.0', '1.2.0', ['patch'], 'too low'],
  ['1.2.0', '1.2.1', ['minor'], 'too low'],
  ['1.2.0', '1.9.0', ['major'], 'too low'],
  ['1.2.0', '2.0.0', ['major'], 'enough'],
  ['1.2.0', '2.0.0-rc.1', ['major'], 'enough'],
  ['1.2.0', '1.1.9', [], 'fallen'],
  ['1.10.0', '1.9.0', [], 'fallen'],
  ['1.2.0', '1.2.0-rc.1', [], 'fallen'],
  ['1.2.0', 'one', [], 'no version'],
])('from %s to %s with %j → %s', (base, current, levels, verdict) => {
  expect(judge(base, current, levels).verdict).toBe(verdict);
});
