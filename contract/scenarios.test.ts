import { describe, expect, it } from 'vitest';
import { parseContract } from './contract.ts';
import { lackingInputs, requestWith, scenariosOf } from './scenarios.ts';
import { toyContract, toyContractWith, toyText } from './testing/toy-contract.ts';

function request(name: string) {
  return scenariosOf(toyContract).find((scenario) => scenario.name === name)!.request;
}

describe('scenariosOf', () => {
  it('paired names → scenarios in the order of the contract', () => {
    expect(
      scenariosOf(toyContract).map(({ operation, status, name }) => `${operation.id} ${status} ${name}`),
    ).toEqual([
      'getVersion 200 current',
      'listToys 200 allToys',
      'listToys 200 redToys',
      'listToys 404 unknownShelf',
      'orderToy 200 ball',
      'orderToy 400 noName',
    ]);
  });

  it('inputs → an encoded path and query, an optional one without example left out', () => {
    expect(request('redToys')).toEqual({
      method: 'get',
      path: '/toys/top%2Fleft?colour=red%20%26%20blue',
      headers: { accept: 'application/json, application/problem+json' },
    });
    expect(request('allToys').path).toBe('/toys/top');
  });

  it('a body → sent as JSON, and every media type accepted', () => {
    expect(request('ball')).toEqual({
      method: 'post',
      path: '/toys',
      headers: { accept: 'application/json, application/problem+json', 'content-type': 'application/json' },
      body: { name: 'Ball' },
    });
    expect(request('current')).not.toHaveProperty('body');
  });

  it('a response → its media type and the value of the example', () => {
    expect(scenariosOf(toyContract)[3]!.response).toEqual({
      mediaType: 'application/problem+json',
      body: { type: '/problems/unknown-shelf', title: 'Unknown shelf', status: 404, requestId: 'a1' },
    });
  });

  it('a header parameter with a named example → sent', () => {
    const contract = toyContractWith('in: query', 'in: header');
    const scenario = scenariosOf(contract).find(({ name }) => name === 'redToys')!;
    expect(scenario.request.path).toBe('/toys/top%2Fleft');
    expect(scenario.request.headers.colour).toBe('red & blue');
  });

  it('a required input without the name → no scenario', () => {
    const contract = toyContractWith('unknownShelf: { value: attic }', '');
    expect(scenariosOf(contract).map(({ name }) => name)).not.toContain('unknownShelf');
  });

  it('a success without content → the response to the inputs whose name no other response has', () => {
    const text = toyText
      .replace('unknownShelf: { value: attic }', '$&\n        emptyShelf: { value: cellar }')
      .replace("        '404':\n", "        '204': { description: Empty. }\n$&");
    const found = scenariosOf(parseContract(text)).filter(({ operation }) => operation.id === 'listToys');
    expect(found.map(({ name, status, request }) => [name, status, request.path])).toEqual([
      ['allToys', 200, '/toys/top'],
      ['redToys', 200, '/toys/top%2Fleft?colour=red%20%26%20blue'],
      ['unknownShelf', 404, '/toys/attic'],
      ['emptyShelf', 204, '/toys/cellar'],
    ]);
    expect(found.at(-1)!.response).toEqual({ mediaType: '', body: undefined });
  });

  it('a success without content and without inputs → one scenario', () => {
    const contract = toyContractWith(
      "        '304':",
      "        '204': { description: None. }\n        '304':",
    );
    expect(scenariosOf(contract).map(({ name, status }) => [name, status])).toContainEqual([
      'no content',
      204,
    ]);
  });

  it('a success without content → the response to a body whose name no other response has', () => {
    const text = toyText
      .replace('noName: { value: {} }', '$&\n              gift: { value: { name: Kite } }')
      .replace("        '400':\n", "        '204': { description: Sent. }\n$&");
    expect(
      scenariosOf(parseContract(text))
        .filter(({ status }) => status === 204)
        .map(({ name, request }) => [name, request.body]),
    ).toEqual([['gift', { name: 'Kite' }]]);
  });

  it('300 → no success: its scenarios accept every type, and without content it has none', () => {
    const text = toyText
      .replace(/'404':(\s+content:\s+)application\/problem\+json/, "'300':$1text/csv")
      .replace("        '304':", "        '300': { description: Several. }\n$&");
    expect(
      scenariosOf(parseContract(text))
        .slice(0, 4)
        .map(({ name, status, request }) => [name, status, request.headers.accept]),
    ).toEqual([
      ['current', 200, 'application/json, application/problem+json'],
      ['allToys', 200, 'application/json, text/csv, application/problem+json'],
      ['redToys', 200, 'application/json, text/csv, application/problem+json'],
      ['unknownShelf', 300, 'application/json, text/csv, application/problem+json'],
    ]);
  });

  it('several media types → each request accepts its own first, and every type of errors', () => {
    const contract = toyContractWith(
      "              schema: { $ref: '#/components/schemas/Toys' }\n",
      "              schema: { $ref: '#/components/schemas/Toys' }\n              example: {}\n",
    );
    const text = contract.text.replace(
      "            application/json:\n              schema: { $ref: '#/components/schemas/Toys' }",
      '            text/csv: { schema: {}, examples: { allToys: { value: Ball } } }\n$&',
    );
    const found = scenariosOf(parseContract(text)).filter(({ operation }) => operation.id === 'listToys');
    expect(
      found.map(({ name, request, response }) => [name, request.headers.accept, response.mediaType]),
    ).toEqual([
      ['allToys', 'text/csv, application/problem+json', 'text/csv'],
      ['allToys', 'application/json, application/problem+json', 'application/json'],
      ['redToys', 'application/json, application/problem+json', 'application/json'],
      ['unknownShelf', 'text/csv, application/json, application/problem+json', 'application/problem+json'],
    ]);
  });

  it('a body in two media types → a request for each that has the example', () => {
    const text = toyText.replace(
      /( {8}content:\n)( {10}application\/json:\n {12}schema:\n {14}type: object\n)/,
      '$1          text/plain: { schema: {}, examples: { ball: { value: Ball } } }\n$2',
    );
    const found = scenariosOf(parseContract(text)).filter(({ operation }) => operation.id === 'orderToy');
    expect(found.map(({ name, request }) => [name, request.headers['content-type'], request.body])).toEqual([
      ['ball', 'text/plain', 'Ball'],
      ['ball', 'application/json', { name: 'Ball' }],
      ['noName', 'application/json', {}],
    ]);
  });

  it('a required input without the example → named', () => {
    const [, listToys, orderToy] = toyContract.operations;
    expect(lackingInputs(listToys!, 'nobody')).toEqual(['parameter shelf']);
    expect(lackingInputs(orderToy!, 'nobody')).toEqual(['request body']);
    expect(lackingInputs(orderToy!, 'ball')).toEqual([]);
  });
});

describe('requestWith', () => {
  const [getVersion, , orderToy] = toyContract.operations;

  it.each([
    ['a body', orderToy!, { body: 1 }, 'application/json', 1],
    ['a body of another type', orderToy!, { body: 1, bodyType: 'text/csv' }, 'text/csv', 1],
    ['no body', orderToy!, {}, undefined, undefined],
    ['a body that the operation does not take', getVersion!, { body: 1 }, undefined, undefined],
  ])('%s → sent as the first type of the operation, or as its own', (_, operation, values, type, want) => {
    const { headers, body } = requestWith(operation, { parameters: new Map(), ...values });
    expect([headers['content-type'], body]).toEqual([type, want]);
  });
});
