import { describe, expect, it } from 'vitest';
import { parseContract } from './contract.ts';
import { scenariosOf } from './scenarios.ts';
import { toyContract, toyContractWith, toyText } from './testing/toy-contract.ts';

const scenarios = scenariosOf(toyContract);

function request(name: string) {
  return scenarios.find((scenario) => scenario.name === name)!.request;
}

describe('scenariosOf', () => {
  it('paired names → scenarios in the order of the contract', () => {
    expect(scenarios.map(({ operation, status, name }) => `${operation.id} ${status} ${name}`)).toEqual([
      'getVersion 200 current',
      'listToys 200 allToys',
      'listToys 200 redToys',
      'listToys 404 unknownShelf',
      'orderToy 200 ball',
      'orderToy 400 noName',
    ]);
  });

  it('inputs → an encoded path and query, an optional one without example left out', () => {
    expect(request('redToys').path).toBe('/toys/top%2Fleft?colour=red%20%26%20blue');
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
    expect(scenarios[3]!.response).toEqual({
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
});
