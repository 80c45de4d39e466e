import { expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { parseContract } from '../../contract/contract.ts';
import { lookup, pointerTo } from '../../contract/json.ts';
import { declaredResponse } from '../../contract/read-responses.ts';
import { affectedResponses } from './affected-responses.ts';

const before = readContract();
// A status that a range declares has the response of the range.
const everywhere = (status: number) =>
  before.operations
    .filter(({ path, method }) =>
      lookup(before.document, `${pointerTo('/paths', path)}/${method}/responses/${status}`),
    )
    .map(({ id }) => `${id} ${status}`);
const all = (operation: string, ...statuses: number[]) => statuses.map((status) => `${operation} ${status}`);

it.each([
  ['nothing', 'x', 'x', []],
  ['the description of the document', 'title: Taxonomy API', 'title: Taxonomy', []],
  ['a schema that two responses use', 'enum: [up, down]', 'enum: [up]', all('getHealth', 200, 405, 503)],
  [
    'an operationId',
    'operationId: listLayers',
    'operationId: getLayers',
    all('getLayers', 200, 304, 400, 405, 412, 429, 500, 503),
  ],
  [
    'a path',
    '/api/taxonomy/layers:',
    '/api/taxonomy/levels:',
    all('listLayers', 200, 304, 400, 405, 412, 429, 500, 503),
  ],
  [
    'a response that all operations have',
    'description: A fault of the server.',
    'description: A fault.',
    [
      ...everywhere(500),
      ...before.operations.filter((one) => !declaredResponse(one, 405)).map(({ id }) => `${id} 405`),
    ],
  ],
])('%s edited → the responses that it may change', (_, from, to, expected) => {
  const text = before.text.replaceAll(/enum:\n\s+- up\n\s+- down/g, 'enum: [up, down]').replace(from, to);
  const after = parseContract(text);
  const isAffected = affectedResponses(before, after);
  const affected = after.operations.flatMap((operation) =>
    // No operation declares a 405.
    [...operation.responses.keys(), 405]
      .filter((status) => isAffected(operation, status))
      .map((status) => `${operation.id} ${status}`),
  );
  expect(affected.sort()).toEqual([...expected].sort());
});
