import { expect, it } from 'vitest';
import { isSafe } from './contract-mutation.ts';
import { contractEdits } from './edits.ts';
import type { Guard } from './guards/guard.ts';
import { createLintGuard } from './guards/lint.ts';
import { refuseAlarms, runContractMutants } from './run-contract-mutants.ts';

// Nobody can notice it: what is generated stays as it is.
const comment = { kind: 'comment', file: 'paths/layers.yaml', from: 'get:\n', to: '# Hm.\nget:\n' };
const sample = ['operation deleted', 'operationId given twice'];

/** In place of those that take seconds. */
const layersGuard: Guard = async (artifacts) => ({
  run: artifacts.get('operations.ts')?.includes('listLayers') ? [] : ['listLayers is gone', 'and more'],
});

it('a sample of edits → who notices each, and by name what nobody does', async () => {
  const edits = contractEdits.filter(({ kind }) => sample.includes(kind));
  const guards = { lint: await createLintGuard(), others: [layersGuard] };
  const run = await runContractMutants([...edits, comment], guards);
  expect(run.mutants.map(({ kind, noticed }) => [kind, Object.keys(noticed)])).toEqual([
    ['operation deleted', ['run']],
    ['operationId given twice', ['lint', 'generate']],
    ['comment', []],
  ]);
  expect(run.mutants[0]?.noticed).toEqual({ run: 'listLayers is gone' });
  expect(run).toMatchObject({ unnoticed: ['comment'], withoutDrift: ['comment'] });
  expect(isSafe(run)).toBe(false);
});

it('a guard that speaks before any edit → refused, with what it says', async () => {
  const alarm: Guard = async () => ({ tsc: ['a.ts:1  no'] });
  const guards = { lint: async () => ({}), others: [alarm] };
  await expect(runContractMutants([comment], guards)).rejects.toThrow('tsc: a.ts:1  no');
  expect(() => refuseAlarms({})).not.toThrow();
});
