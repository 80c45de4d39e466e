import { expect, it } from 'vitest';
import type { Detector } from './detectors/detector.ts';
import { createLintDetector } from './detectors/lint.ts';
import { contractEdits } from './edits.ts';
import { isSafe } from './model.ts';
import { assertCleanBaseline, mutateContract } from './mutate-contract.ts';

// Nobody can notice it: what is generated stays as it is.
const comment = { kind: 'comment', file: 'paths/layers.yaml', from: 'get:\n', to: '# Hm.\nget:\n' };
const sample = ['operation deleted', 'operationId given twice'];

/** In place of those that take seconds. */
const layersGuard: Detector = async (artifacts) => ({
  run: artifacts.get('operations.ts')?.includes('listLayers') ? [] : ['listLayers is gone', 'and more'],
});

it('a sample of edits → who notices each, and by name what nobody does', async () => {
  const edits = contractEdits.filter(({ kind }) => sample.includes(kind));
  const detectors = { lint: await createLintDetector(), others: [layersGuard] };
  const run = await mutateContract([...edits, comment], detectors);
  expect(run.mutants.map(({ kind, noticed }) => [kind, Object.keys(noticed)])).toEqual([
    ['operation deleted', ['run']],
    ['operationId given twice', ['lint', 'generate']],
    ['comment', []],
  ]);
  expect(run.mutants[0]?.noticed).toEqual({ run: 'listLayers is gone' });
  expect(run).toMatchObject({ unnoticed: ['comment'], withoutDrift: ['comment'] });
  expect(isSafe(run)).toBe(false);
});

it('a detector that speaks before any edit → refused, with what it says', async () => {
  const alarm: Detector = async () => ({ tsc: ['a.ts:1  no'] });
  const detectors = { lint: async () => ({}), others: [alarm] };
  await expect(mutateContract([comment], detectors)).rejects.toThrow('tsc: a.ts:1  no');
  expect(() => assertCleanBaseline({})).not.toThrow();
});
