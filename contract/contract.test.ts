import { describe, expect, it } from 'vitest';
import { parseContract } from './contract.ts';
import { toyContract, toyContractWith, toyText } from './testing/toy-contract.ts';

function operation(id: string) {
  return toyContract.operations.find((candidate) => candidate.id === id)!;
}

describe('parseContract', () => {
  it('a bundle → its version, and the checksum of its bytes', () => {
    expect(toyContract.version).toBe('2.1.0');
    expect(toyContract.checksum).toMatch(/^[0-9a-f]{64}$/);
    expect(parseContract(`${toyText} `).checksum).not.toBe(toyContract.checksum);
  });

  it('paths → operations in the order of the document', () => {
    const operations = toyContract.operations.map(({ id, method, path }) => [id, method, path]);
    expect(operations).toEqual([
      ['getVersion', 'get', '/toys/version'],
      ['listToys', 'get', '/toys/{shelf}'],
      ['orderToy', 'post', '/toys'],
    ]);
  });

  it('parameters of path and operation, one of them a reference → both, with their examples', () => {
    const [shelf, colour] = operation('listToys').parameters;
    expect(shelf).toMatchObject({ name: 'shelf', in: 'path', required: true });
    expect([...shelf!.examples]).toEqual([
      ['allToys', 'top'],
      ['redToys', 'top/left'],
      ['unknownShelf', 'attic'],
    ]);
    expect(colour).toMatchObject({ name: 'colour', in: 'query', required: false });
  });

  it('a request body → its limit, media type and examples', () => {
    const body = operation('orderToy').requestBody!;
    expect(body).toMatchObject({ required: true, maxBytes: 100, contentType: 'application/json' });
    expect(body.examples.get('ball')).toEqual({ name: 'Ball' });
  });

  it('security → the scopes that a token needs; none without security', () => {
    const secured = toyContractWith(
      'operationId: orderToy',
      'operationId: orderToy\n      security: [{ clerk: [toys:order] }]',
    );
    expect(secured.operations.map(({ scopes }) => scopes)).toEqual([undefined, undefined, ['toys:order']]);
  });

  it('security of the document → of every operation that has none of its own', () => {
    const openOrder = toyText.replace('operationId: orderToy', 'operationId: orderToy\n      security: []');
    const secured = parseContract(`${openOrder}security: [{ clerk: [toys:read] }]\n`);
    const scopes = [['toys:read'], ['toys:read'], undefined];
    expect(secured.operations.map((operation) => operation.scopes)).toEqual(scopes);
  });

  it('a parameter of path and operation with one name and location → that of the operation', () => {
    const shelf =
      '- { name: shelf, in: path, required: true, schema: { enum: [top, attic] }, example: attic }';
    const contract = toyContractWith(
      '        - name: colour',
      `        ${shelf}\n        - { name: shelf, in: query, schema: { type: string } }\n        - name: colour`,
    );
    const { parameters } = contract.operations.find(({ id }) => id === 'listToys')!;
    expect(parameters.map((parameter) => [parameter.in, parameter.name, parameter.example])).toEqual([
      ['path', 'shelf', 'attic'],
      ['query', 'shelf', undefined],
      ['query', 'colour', undefined],
    ]);
  });

  it('a response → headers by lower-case name, examples behind references, no content on 304', () => {
    const { responses } = operation('getVersion');
    expect(responses.get(200)!.headers.get('etag')).toMatchObject({ required: true, volatile: true });
    expect(responses.get(200)!.headers.get('x-count')).toMatchObject({ volatile: false, example: 3 });
    expect(responses.get(304)!.content.size).toBe(0);
    const media = responses.get(200)!.content.get('application/json')!;
    expect(media.schemaPointer).toBe('/components/schemas/Version');
    expect(media.examples.get('current')).toMatchObject({ version: '1.0.0', day: '2024-05-01' });
    const illustration = responses.get(429)!.content.get('application/problem+json')!;
    expect(illustration).toMatchObject({ example: { status: 429 }, examples: new Map() });
  });

  it('x-problems → the catalogue of problems by slug', () => {
    expect([...toyContract.problems.keys()]).toEqual(['unknown-shelf', 'bad-order', 'rate-limited']);
    expect(toyContract.problems.get('bad-order')).toMatchObject({ status: 400, remedy: 'Name a toy.' });
  });

  it.each([
    ['operationId: orderToy', 'x-nothing: 1', '/paths/~1toys/post has no operationId'],
    ["'#/components/parameters/Shelf'", "'#/components/parameters/Shell'", '/components/parameters/Shell'],
    ["'#/components/parameters/Shelf'", "'other.yaml#/Shelf'", 'other.yaml#/Shelf'],
    [
      'operationId: orderToy',
      'operationId: orderToy\n      security: [{ clerk: [] }, { owner: [] }]',
      '/paths/~1toys/post needs one security requirement',
    ],
    ...['[{}]', '[{}, { clerk: [] }]', '[{ clerk: [], owner: [] }]'].map((security) => [
      'operationId: orderToy',
      `operationId: orderToy\n      security: ${security}`,
      '/paths/~1toys/post needs one security requirement',
    ]),
    [
      'operationId: orderToy',
      'operationId: orderToy\n      security: [{ owner: [] }]',
      '/components/securitySchemes/owner needs type: http and scheme: bearer',
    ],
    [
      'operationId: orderToy',
      'operationId: orderToy\n      security: [{ nobody: [] }]',
      '/components/securitySchemes has no nobody',
    ],
    ['  /toys:\n    post:', '  /toys:\n    put:', '/paths/~1toys/put: use get or post instead'],
    ["'304':", 'default:', '/paths/~1toys~1version/get/responses/'],
    ["'304':", '3XX:', '/paths/~1toys~1version/get/responses/'],
    ['in: query', 'in: cookie', '/paths/~1toys~1{shelf}/get/parameters/0 is a parameter in cookie'],
  ])('a contract with %s → refused with the place', (passage, replacement, message) => {
    expect(() => toyContractWith(passage, replacement)).toThrow(message);
  });

  it('a text that is no OpenAPI document → refused', () => {
    expect(() => parseContract('just words')).toThrow('not an OpenAPI document');
  });
});
