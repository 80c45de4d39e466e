import { expect, it } from 'vitest';
import { renderRoutes } from './render-routes.ts';

const key = { type: 'apiKey', in: 'header', name: "X-It's\\" };
const contract = (operationId: string, more: object = {}) => ({
  paths: {
    '/things': {
      post: { operationId, parameters: [], responses: { 204: { description: 'Done.' } }, ...more },
    },
  },
  components: { securitySchemes: { key } },
});

it.each([
  ['addThing', 'addThing'],
  ['_$1', '_$1'],
  ['add-thing', "'add-thing'"],
  ['1st', "'1st'"],
  ["it's", "'it\\'s'"],
])('operation %s → member %s', (id, name) => {
  expect(renderRoutes(contract(id))).toContain(`\n  ${name}: { method: 'post', path: '/things', `);
});

it('texts, numbers, lists, objects → as TypeScript', () => {
  const content = {
    'application/json': { schema: { type: ['object', 'array'] } },
    'text/csv': { schema: { type: 'string' } },
  };
  const responses = { 200: { description: 'All.', content }, 204: { description: 'Done.' } };
  const parameters = [
    { name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } },
    { name: 'ids', in: 'query', explode: false, schema: { type: 'array', items: { type: 'string' } } },
  ];
  expect(renderRoutes(contract('addThing', { security: [{ key: [] }], parameters, responses }))).toContain(
    `
  addThing: { method: 'post', path: '/things', takesKey: true, security: [{ name: 'key', type: 'apiKey', in: 'header', parameter: 'X-It\\'s\\\\' }], lists: { ids: 'form' }, produces: ['application/json', 'text/csv'], jsonTypes: ['object', 'array'], emptyStatuses: [204] },
`,
  );
});
