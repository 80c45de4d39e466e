import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parseContract } from './contract.ts';
import { declaredResponse } from './read-responses.ts';
import { toyContractWith, toyText } from './testing/toy-contract.ts';

function operation(id: string) {
  return parseContract(toyText).operations.find((candidate) => candidate.id === id)!;
}

describe('parseContract', () => {
  it('a bundle → its version, and a checksum', () => {
    const toyContract = parseContract(toyText);
    expect(toyContract.version).toBe('2.1.0');
    expect(toyContract.checksum).toMatch(/^[0-9a-f]{64}$/);
    expect(toyContractWith('version: 2.1.0', 'version: 2.1.1').checksum).not.toBe(toyContract.checksum);
  });

  it('other servers, another order, other white space → the same checksum', () => {
    const { servers: _, ...others } = load(toyText) as Record<string, unknown>;
    const served = { servers: [{ url: 'https://api.example' }], ...others };
    expect(parseContract(JSON.stringify(served)).checksum).toBe(parseContract(toyText).checksum);
  });

  it('paths → operations in the order of the document', () => {
    const operations = parseContract(toyText).operations.map(({ id, method, path }) => [id, method, path]);
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

  it.each([
    ['in: query', true],
    ['in: query, explode: true, style: pipeDelimited', true],
    ['in: query, explode: false', false],
    ['in: query, style: pipeDelimited', false],
    ['in: header', false],
  ])('a parameter with %s → explode is %s', (keywords, want) => {
    const { operations } = toyContractWith(
      '- name: colour',
      `- { name: size, schema: {}, ${keywords} }\n        - name: colour`,
    );
    expect(operations[1]!.parameters.find(({ name }) => name === 'size')!.explode).toBe(want);
  });

  it('a limit that is no number → none', () => {
    const [, , orderToy] = toyContractWith('x-max-bytes: 100', 'x-max-bytes: many').operations;
    expect(orderToy!.requestBody).not.toHaveProperty('maxBytes');
  });

  it('a request body → its limit, media type and examples', () => {
    const body = operation('orderToy').requestBody!;
    expect(body).toMatchObject({ required: true, maxBytes: 100 });
    expect([...body.content.keys()]).toEqual(['application/json']);
    expect(body.content.get('application/json')!.examples.get('ball')).toEqual({ name: 'Ball' });
  });

  it.each([
    ['{ clerk: [toys:order, toys:read] }', { optional: false, names: ['bearer toys:order,toys:read'] }],
    ['{}, { clerk: [] }', { optional: true, names: ['bearer '] }],
    ['{ key: [] }, { user: [] }', { optional: false, names: ['apiKey ', 'basic '] }],
    ['{}', undefined],
    ['', undefined],
  ])('security [%s] → its alternatives, and whether it is optional', (security, want) => {
    const { security: given } = secured(`security: [${security}]`).operations[2]!;
    const names = given?.alternatives.map(({ scheme, scopes }) => `${scheme.type} ${scopes}`);
    expect(given && { optional: given.optional, names }).toEqual(want);
  });

  it.each([
    ['several schemes in one requirement', '{ clerk: [], key: [] }', 'has several schemes'],
    ...['cookie', 'digest', 'openId'].map((name) => [name, `{ ${name}: [] }`, 'is not supported']),
    ['a scheme that is not there', '{ nobody: [] }', 'has no nobody'],
  ])('security with %s → an error', (_, security, message) => {
    expect(() => secured(`security: [${security}]`)).toThrow(message);
  });

  it.each([
    ['bearer', { type: 'bearer' }],
    ['key', { type: 'apiKey', in: 'header', parameter: 'X-Key' }],
    ['inQuery', { type: 'apiKey', in: 'query', parameter: 'key' }],
  ])('the scheme %s → read', (name, want) => {
    const { security } = secured(`security: [{ ${name}: [] }]`).operations[2]!;
    expect(security?.alternatives).toEqual([{ scheme: { name, ...want }, scopes: [] }]);
  });

  it('security of the document → of every operation that has none of its own', () => {
    const { operations } = secured('security: []', 'security: [{ key: [] }]\n');
    expect(operations.map((one) => one.security?.alternatives[0]?.scheme.name)).toEqual([
      'key',
      'key',
      undefined,
    ]);
  });

  it('4XX and default → the errors that the toolkit can send, and those that their examples name', () => {
    const content = (name: string, value: string) =>
      `content: { application/problem+json: { schema: {}, examples: { ${name}: { value: ${value} } } } }`;
    const text = toyText.replace(
      / {8}'404':\n(?: {10,}.*\n)*/,
      `        4XX: { ${content('gone', '{ status: 410 }')} }\n        default: { ${content('odd', '{}')} }\n`,
    );
    const { operations } = parseContract(text);
    const { responses, otherResponses } = operations[1]!;
    expect([...responses.keys()].sort()).toEqual([200, 400, 410, 429, 500]);
    const examplesOf = (status: number) => [
      ...responses.get(status)!.content.get('application/problem+json')!.examples.keys(),
    ];
    expect(examplesOf(410)).toEqual(['gone']);
    expect(examplesOf(400)).toEqual([]);
    expect([...otherResponses.keys()]).toEqual(['4XX', 'default']);
    const declared = [200, 201, 404, 418, 503].map((status) => declaredResponse(operations[1]!, status));
    expect(declared).toEqual([
      responses.get(200),
      undefined,
      ...['4XX', '4XX', 'default'].map((range) => otherResponses.get(range)),
    ]);
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

  it('a header of path and operation, in another case → one; a query parameter, two', () => {
    const named = (where: string) =>
      toyContractWith(
        "      - { $ref: '#/components/parameters/Shelf' }\n",
        `      - { $ref: '#/components/parameters/Shelf' }\n      - { name: X-SIZE, in: ${where}, schema: {} }\n`,
      ).text.replace(
        '        - name: colour',
        `        - { name: x-size, in: ${where}, schema: {} }\n        - name: colour`,
      );
    const names = (where: string) =>
      parseContract(named(where)).operations[1]!.parameters.map(({ name }) => name);
    expect(names('header')).toEqual(['shelf', 'x-size', 'colour']);
    expect(names('query')).toEqual(['shelf', 'X-SIZE', 'x-size', 'colour']);
  });

  it('security and a body → the errors that go with them, where 4XX declares them', () => {
    const text = toyText
      .replace('operationId: orderToy', 'operationId: orderToy\n      security: [{ clerk: [] }]')
      .replace(/( {8})('400':)/, '$14XX: { description: No. }\n$1$2');
    const order = parseContract(text).operations[2]!;
    for (const status of [401, 403, 413, 415, 429]) expect(order.responses.has(status)).toBe(true);
    expect(parseContract(toyText).operations[2]!.responses.has(413)).toBe(false);
  });

  it.each(['2000', 'x200', '4XXX', 'x4XX', 'defaults'])('the status %s → refused', (status) => {
    expect(() => toyContractWith("'304':", `${status}:`)).toThrow(`responses/${status}`);
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
    const { problems } = parseContract(toyText);
    expect([...problems.keys()]).toEqual(['unknown-shelf', 'bad-order', 'rate-limited']);
    expect(problems.get('bad-order')).toMatchObject({ status: 400, remedy: 'Name a toy.' });
  });

  it('summary and description beside a reference → the reference is followed', () => {
    const reference = "$ref: '#/components/parameters/Shelf'";
    const { operations } = toyContractWith(reference, `${reference}, summary: A, description: b`);
    expect(operations.find(({ id }) => id === 'listToys')!.parameters[0]!.name).toBe('shelf');
  });

  it.each([
    ['operationId: orderToy', 'x-nothing: 1', '/paths/~1toys/post has no operationId'],
    ["'#/components/parameters/Shelf'", "'#/components/parameters/Shell'", '/components/parameters/Shell'],
    ["'#/components/parameters/Shelf'", "'other.yaml#/Shelf'", 'other.yaml#/Shelf'],
    ['  /toys:\n    post:', '  /toys:\n    trace:', '/paths/~1toys/trace is not supported'],
    ["'304':", '2XX:', '/paths/~1toys~1version/get/responses/2XX'],
    ["'304':", '3XX:', '/paths/~1toys~1version/get/responses/'],
    ['in: query', 'in: cookie', '/paths/~1toys~1{shelf}/get/parameters/0 is a parameter in cookie'],
  ])('a contract with %s → refused with the place', (passage, replacement, message) => {
    expect(() => toyContractWith(passage, replacement)).toThrow(message);
  });

  it('a text that is no OpenAPI document → refused', () => {
    expect(() => parseContract('just words')).toThrow('not an OpenAPI document');
  });
});

function secured(security: string, document = '') {
  const schemes = `user: { type: http, scheme: basic }
    key: { type: apiKey, in: header, name: X-Key }
    bearer: { type: http, scheme: Bearer }
    inQuery: { type: apiKey, in: query, name: key }
    digest: { type: http, scheme: digest }
    openId: { type: openIdConnect, openIdConnectUrl: / }
    cookie: { type: apiKey, in: cookie, name: session }
    clerk:`;
  const text = toyText
    .replace('operationId: orderToy', `operationId: orderToy\n      ${security}`)
    .replace('\n    clerk:', `\n    ${schemes}`);
  return parseContract(text + document);
}
