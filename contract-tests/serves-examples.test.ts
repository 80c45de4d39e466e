import { afterEach, describe, expect, it } from 'vitest';
import { toyContract } from '../contract/testing/toy-contract.ts';
import { servesExamples } from './serves-examples.ts';
import { type Faults, startFakeTarget } from './testing/fake-target.ts';

let close = async () => {};
afterEach(() => close());

describe('servesExamples', () => {
  const answering =
    (body: unknown): Faults[string] =>
    (answer) => ({ ...answer, body: JSON.stringify(body) });

  it.each<[string, Faults, boolean]>([
    ['version and checksum of the example', {}, true],
    ['another version', { current: answering({ version: '2.0.0', checksum: 'aa' }) }, false],
    ['another checksum', { current: answering({ version: '1.0.0', checksum: 'bb' }) }, false],
    ['no JSON', { current: (answer) => ({ ...answer, body: '<html>' }) }, false],
  ])('%s → %s', async (_, faults, want) => {
    const target = await startFakeTarget(toyContract, faults);
    close = target.close;
    expect(await servesExamples(toyContract, target.url)).toBe(want);
  });
});
