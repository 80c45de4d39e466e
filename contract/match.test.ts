import { describe, expect, it } from 'vitest';
import { matchScenario, scenariosOf } from './scenarios.ts';
import { toyContract, toyContractWith } from './testing/toy-contract.ts';

const scenarios = scenariosOf(toyContract);

describe('matchScenario', () => {
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
    expect(matchScenario(scenarios, request)?.name).toBe(want);
  });

  it('query parameters in another order → the same scenario', () => {
    const both = scenariosOf(
      toyContractWith(
        '- name: colour',
        '- { name: size, in: query, schema: {}, examples: { redToys: { value: 4 } } }\n        - name: colour',
      ),
    );
    const path = '/toys/top%2Fleft?colour=red+%26+blue&size=4';
    expect(both[2]!.request.path).not.toBe(path);
    expect(matchScenario(both, { method: 'GET', path })?.name).toBe('redToys');
  });
});
