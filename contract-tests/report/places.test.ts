import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { projectRoot } from '../../lib/project.ts';
import type { Cell } from '../model.ts';
import { placesToLook } from './places.ts';

const cells: readonly Cell[] = ['listLayers', 'publishRelease', 'listToys'].map((operation) => ({
  operation,
  status: 200,
  result: 'failed',
}));

it.each([
  ['a test case', { testCase: 'listLayers › 200 › all', where: 'body', detail: '' }],
  ['an invariant', { testCase: 'responses agree', where: 'GET listLayers /totalItems', detail: '' }],
])('%s that names an operation → the lines of its contract and of its handler', (_, failure) => {
  const [place = '', ...others] = placesToLook(cells, [failure]);
  expect(others).toEqual([]);
  const [, file = '', line, handlerFile = '', handlerLine] =
    /^listLayers: (openapi\/\S+):(\d+), (server\/\S+):(\d+)$/.exec(place) ?? [];
  expect(lineOf(file, line)).toMatch(/^ +operationId: listLayers$/);
  expect(lineOf(handlerFile, handlerLine)).toContain('listLayers');
});

it('an operation of another contract → no line', () => {
  expect(placesToLook(cells, [{ testCase: 'listToys › 200 › all', where: 'body', detail: '' }])).toEqual([]);
});

function lineOf(file: string, line: string | undefined) {
  return readFileSync(`${projectRoot}/${file}`, 'utf8').split('\n')[Number(line) - 1];
}
