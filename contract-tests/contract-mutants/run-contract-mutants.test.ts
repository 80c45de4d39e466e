import { expect, it } from 'vitest';
import { isSafe } from './contract-mutation.ts';
import { contractEdits } from './edits.ts';
import { refuseAlarms, runContractMutants } from './run-contract-mutants.ts';

// Nobody can notice it: what is generated stays as it is.
const comment = { kind: 'comment', file: 'paths/layers.yaml', from: 'get:\n', to: '# Hm.\nget:\n' };
const sample = ['half an example pair added', 'operation added', 'value of an example changed'];

it('a sample of edits → who notices each, and by name what nobody does', { timeout: 120_000 }, async () => {
  const edits = contractEdits.filter(({ kind }) => sample.includes(kind));
  const run = await runContractMutants([...edits, comment]);
  expect(run.mutants.map(({ kind, noticed }) => [kind, Object.keys(noticed)])).toEqual([
    ['operation added', ['tsc', 'run', 'version']],
    ['value of an example changed', ['examples']],
    ['half an example pair added', ['lint', 'run', 'version']],
    ['comment', []],
  ]);
  expect(run).toMatchObject({ unnoticed: ['comment'], withoutDrift: ['comment'] });
  expect(isSafe(run)).toBe(false);
});

it('a guard that speaks before any edit → refused, with what it says', () => {
  expect(() => refuseAlarms({})).not.toThrow();
  expect(() => refuseAlarms({ lint: 'a.yaml:1:1  no' })).toThrow('lint: a.yaml:1:1  no');
});
