import { expect, it } from 'vitest';
import { parseContract, readContract } from '../../contract/contract.ts';
import { affectedOperations } from './affected-operations.ts';

const before = readContract();

it.each([
  ['nothing', 'x', 'x', []],
  ['the description of the document', 'title: Taxonomy API', 'title: Taxonomy', []],
  ['a schema that one operation reaches', 'enum: [up, down]', 'enum: [up]', ['getHealth']],
  ['an operationId', 'operationId: listLayers', 'operationId: getLayers', ['getLayers']],
  ['a path', '/api/taxonomy/layers:', '/api/taxonomy/levels:', ['listLayers']],
  ['a schema that all reach', 'title: Internal error', 'title: Fault', before.operations.map(({ id }) => id)],
])('%s edited → what it changes', (_, from, to, expected) => {
  const text = before.text.replaceAll(/enum:\n\s+- up\n\s+- down/g, 'enum: [up, down]').replace(from, to);
  expect([...affectedOperations(before, parseContract(text))]).toEqual(expected);
});
