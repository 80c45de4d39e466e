import { expect, it } from 'vitest';
import { createLintDetector } from './detectors/lint.ts';
import { contractEdits } from './edits.ts';
import { type Detector, isSafe } from './model.ts';
import { assertCleanBaseline, mutateContract } from './mutate-contract.ts';

// No detector can notice a comment: the generated files do not change.
const comment = { kind: 'comment', file: 'paths/layers.yaml', from: 'get:\n', to: '# Hm.\nget:\n' };
const sample = ['operation deleted', 'operationId given twice'];

/** Replaces the detectors that take seconds. */
const layersDetector: Detector = async (artifacts) => ({
  run: artifacts.get('operations.ts')?.includes('listLayers') ? [] : ['listLayers is gone', 'and more'],
});

it('a sample of edits → the detectors that notice each, and the kinds that none notices', async () => {
  const edits = contractEdits.filter(({ kind }) => sample.includes(kind));
  const detectors = { lint: await createLintDetector(), others: [layersDetector] };
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

it('a finding without an edit → an error with the finding', async () => {
  const failing: Detector = async () => ({ tsc: ['a.ts:1  no'] });
  const detectors = { lint: async () => ({}), others: [failing] };
  await expect(mutateContract([comment], detectors)).rejects.toThrow('tsc: a.ts:1  no');
  expect(() => assertCleanBaseline({})).not.toThrow();
});
