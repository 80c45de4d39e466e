import { describe, expect, it } from 'vitest';
import { toyContract, toyContractWith } from '../../contract/testing/toy-contract.ts';
import { dreddDocument } from './dredd-document.ts';

describe('dreddDocument', () => {
  it('an operation → its id as the name, a value for each path parameter, its statuses and media types', () => {
    const { paths } = JSON.parse(dreddDocument(toyContract));
    expect(paths['/toys/{shelf}'].get).toEqual({
      summary: 'listToys',
      parameters: [
        { name: 'shelf', in: 'path', required: true, example: 'shelf', schema: { type: 'string' } },
      ],
      responses: {
        200: { description: 'declared', content: { 'application/json': {} } },
        404: { description: 'declared', content: { 'application/problem+json': {} } },
        429: { description: 'declared', content: { 'application/problem+json': {} } },
      },
    });
  });

  it('a response without a body → no content', () => {
    const { paths } = JSON.parse(dreddDocument(toyContract));
    expect(paths['/toys/version'].get.responses[304]).toEqual({ description: 'declared' });
  });

  it('two methods of one path → both operations', () => {
    const twice = toyContractWith(
      '    post:\n      operationId: orderToy',
      '    get: { operationId: a, summary: a, responses: {} }\n    post:\n      operationId: orderToy',
    );
    expect(Object.keys(JSON.parse(dreddDocument(twice)).paths['/toys'])).toEqual(['get', 'post']);
  });
});
