import { describe, expect, it } from 'vitest';
import { matchingScenarios, scenariosOf } from './scenarios.ts';
import { toyContract, toyContractWith } from './testing/toy-contract.ts';

describe('matchingScenarios', () => {
  it.each([
    ['the request itself', { method: 'GET', path: '/toys/top' }, 'allToys'],
    ['HEAD for GET', { method: 'HEAD', path: '/toys/top' }, 'allToys'],
    ['other escapes', { method: 'GET', path: '/toys/t%6Fp%2Fleft?colour=red+%26+blue' }, 'redToys'],
    [
      'an escaped slash is no slash',
      { method: 'GET', path: '/toys/top/left?colour=red+%26+blue' },
      undefined,
    ],
    ['a query parameter too many', { method: 'GET', path: '/toys/top?colour=red' }, undefined],
    ['a query parameter too few', { method: 'GET', path: '/toys/top%2Fleft' }, undefined],
    ['a malformed escape', { method: 'GET', path: '/toys/%ZZ' }, undefined],
    ['the body of a scenario', { method: 'POST', path: '/toys', body: { name: 'Ball' } }, 'ball'],
    ['an empty object', { method: 'POST', path: '/toys', body: {} }, 'noName'],
    ['another body', { method: 'POST', path: '/toys', body: { name: 'Ball', price: 1 } }, undefined],
    ['no body', { method: 'POST', path: '/toys' }, undefined],
    ['another method', { method: 'POST', path: '/toys/top' }, undefined],
  ])('a request with %s → scenario %s', (_, request, want) => {
    const [found] = matchingScenarios(toyContract, scenariosOf(toyContract), { headers: {}, ...request });
    expect(found?.name).toBe(want);
  });

  it('query parameters in another order → the same scenario', () => {
    const sized = toyContractWith(
      '- name: colour',
      '- { name: size, in: query, schema: {}, examples: { redToys: { value: 4 } } }\n        - name: colour',
    );
    const both = scenariosOf(sized);
    const path = '/toys/top%2Fleft?colour=red+%26+blue&size=4';
    expect(both[2]!.request.path).not.toBe(path);
    const [found] = matchingScenarios(sized, both, { method: 'GET', path, headers: {} });
    expect(found?.name).toBe('redToys');
  });

  it.each([
    ['the header of the scenario', { 'x-size': '4' }, 'redToys'],
    ['another value', { 'x-size': '5' }, undefined],
    ['no such header', {}, undefined],
    ['a condition as well', { 'x-size': '4', 'if-none-match': '"a"' }, 'redToys'],
  ])('a request with %s → scenario %s', (_, headers, want) => {
    const sized = toyContractWith(
      '- name: colour',
      '- { name: X-Size, in: header, schema: { type: integer }, examples: { redToys: { value: 4 } } }\n        - { name: If-None-Match, in: header, schema: { type: string } }\n        - name: colour',
    );
    const path = '/toys/top%2Fleft?colour=red+%26+blue';
    const [found] = matchingScenarios(sized, scenariosOf(sized), { method: 'GET', path, headers });
    expect(found?.name).toBe(want);
  });

  it.each([
    ['the condition of a scenario', '/toys/top%2Fleft?colour=red+%26+blue', { 'if-match': '"1"' }, 'redToys'],
    ['another condition', '/toys/top%2Fleft?colour=red+%26+blue', { 'if-match': '"2"' }, undefined],
    ['no condition', '/toys/top%2Fleft?colour=red+%26+blue', {}, undefined],
    ['no condition, as its scenario', '/toys/top', {}, 'allToys'],
    ['a condition that its scenario lacks', '/toys/top', { 'if-match': '"1"' }, undefined],
    ['a request id', '/toys/top', { 'x-request-id': 'r2' }, 'allToys'],
    ['an ETag that it holds', '/toys/top', { 'if-none-match': '"1"' }, 'allToys'],
    ['a condition without examples', '/toys/top', { 'if-unmodified-since': 'today' }, 'allToys'],
    ['the key of a scenario', '/toys/attic', { 'idempotency-key': 'k1' }, 'unknownShelf'],
    ['another key', '/toys/attic', { 'idempotency-key': 'k2' }, undefined],
  ])('a request with %s → its scenario or none', (_, path, headers, want) => {
    const conditional = toyContractWith(
      '- name: colour',
      '- { name: If-Match, in: header, schema: { type: string }, examples: { redToys: { value: \'"1"\' } } }\n        - { name: X-Request-Id, in: header, schema: { type: string } }\n        - { name: If-None-Match, in: header, schema: { type: string }, examples: { held: { value: \'"1"\' } } }\n        - { name: If-Unmodified-Since, in: header, schema: { type: string } }\n        - { name: Idempotency-Key, in: header, schema: { type: string }, examples: { unknownShelf: { value: k1 } } }\n        - name: colour',
    );
    const scenarios = scenariosOf(conditional);
    const [found] = matchingScenarios(conditional, scenarios, { method: 'GET', path, headers });
    expect(found?.name).toBe(want);
  });

  it('an example that is the path of another operation → the scenario of that operation only', () => {
    const contract = toyContractWith('unknownShelf: { value: attic }', 'unknownShelf: { value: version }');
    const request = { method: 'GET', path: '/toys/version', headers: {} };
    const found = matchingScenarios(contract, scenariosOf(contract), request);
    expect(found.map(({ name }) => name)).toEqual(['current']);
  });
});
