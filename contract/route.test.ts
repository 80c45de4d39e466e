import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import type { JsonObject } from './json.ts';
import { readOperations } from './read-document.ts';
import { routeOf } from './route.ts';

/** The route of an operation, without its method and path. @param yaml what the operation has beside its id */
function describeOperation(yaml: string) {
  const document = load(`
paths: { /things: { post: { operationId: addThing, ${yaml} } } }
components:
  securitySchemes:
    clerk: { type: http, scheme: bearer }
    shop: { type: apiKey, in: header, name: X-Key }
`) as JsonObject;
  const [operation] = readOperations({ document, pointer: '', value: document });
  const { method, path, ...others } = routeOf(document, operation!);
  expect({ method, path }).toEqual({ method: 'post', path: '/things' });
  return others;
}

const json = (schema: string) => `content: { application/json: { schema: ${schema} } }`;
const object = `200: { ${json('{ type: object }')} }`;
const done = `responses: { ${object} }`;
const problem = 'content: { application/problem+json: { schema: { type: object } } }';
const responses = (all: string) => `responses: { ${all} }`;
const body = (content: string) => `${done}, requestBody: { content: { ${content} } }`;
const query = (parameter: string) =>
  `${done}, parameters: [{ name: q, in: query, schema: { type: array }, ${parameter} }]`;

it.each([
  ['JSON objects', done, {}],
  ['a problem', responses(`${object}, 404: { ${problem} }`), {}],
  ['101, 300 and 304', responses(`101: {}, ${object}, 300: {}, 304: {}`), {}],
  [
    'the header Idempotency-Key',
    `${done}, parameters: [{ name: idempotency-key, in: header, schema: {} }]`,
    { takesKey: true },
  ],
  [
    'another header, and a query parameter of that name',
    `${done}, parameters: [{ name: X-Size, in: header, schema: {} }, { name: Idempotency-Key, in: query, schema: {} }]`,
    {},
  ],
  ['a JSON body', body('application/json: { schema: {} }'), {}],
  ['an exploded list', query('explode: true'), {}],
  ['a list in one pair', query('explode: false'), { lists: { q: 'form' } }],
  ['a list with pipes', query('style: pipeDelimited'), { lists: { q: 'pipeDelimited' } }],
  ['a deepObject', query('style: deepObject'), {}],
  ['a form', body('multipart/form-data: { schema: {} }'), { consumes: 'multipart/form-data' }],
  [
    'two bodies',
    body('text/csv: { schema: {} }, application/json: { schema: {} }'),
    { consumes: 'text/csv' },
  ],
  ['a list', responses(`200: { ${json('{ type: array }')} }`), { jsonTypes: ['array'] }],
  [
    'a nullable',
    responses(`200: { ${json("{ type: [integer, 'null'] }")} }`),
    { jsonTypes: ['number', 'null'] },
  ],
  [
    'text',
    responses('200: { content: { text/csv: { schema: { type: string } } } }'),
    { produces: ['text/csv'] },
  ],
  [
    'an object with 503',
    responses(`${object}, 503: { ${json('{ type: object }')} }`),
    { dataStatuses: [503] },
  ],
  ['204', responses('204: {}'), { produces: [], emptyStatuses: [204] }],
  ['202 and an object', responses(`${object}, 202: {}`), { emptyStatuses: [202] }],
  ['a token', `${done}, security: [{ clerk: [a] }]`, { security: [{ name: 'clerk', type: 'bearer' }] }],
  [
    'alternatives',
    `${done}, security: [{}, { shop: [] }, { clerk: [] }]`,
    {
      security: [
        { name: 'shop', type: 'apiKey', in: 'header', parameter: 'X-Key' },
        { name: 'clerk', type: 'bearer' },
      ],
    },
  ],
])('%s → only what differs from most operations', (_, yaml, want) => {
  expect(describeOperation(yaml)).toEqual(want);
});
