import { describe, expect, it } from 'vitest';
import { incompletePairs } from './incomplete-pairs.ts';
import { toyContract, toyContractWith } from './testing/toy-contract.ts';

describe('incompletePairs', () => {
  it('every name paired → nothing to say', () => {
    expect(incompletePairs(toyContract)).toEqual([]);
  });

  it.each([
    [
      'redToys: { value: red & blue }',
      'blueToys: { value: blue }',
      'listToys: the request has an example blueToys, no response has',
    ],
    [
      'unknownShelf: { value: attic }',
      'other: { value: attic }',
      'listToys: response 404 has an example unknownShelf, the parameter shelf has not',
    ],
    [
      'noName: { value: {} }',
      'ball2: { value: {} }',
      'orderToy: response 400 has an example noName, the request body has not',
    ],
    ['unknownShelf:\n', 'allToys:\n', 'listToys: more than one response has an example allToys'],
    [
      'noName: { value: {} }',
      'noName: { value: { name: Ball } }',
      'orderToy: the examples ball and noName have the same inputs',
    ],
    [
      "current: { $ref: '#/components/examples/Version' }",
      '{}',
      'getVersion: no response has a named example',
    ],
    [
      "current: { $ref: '#/components/examples/Version' }",
      'a: { value: 1 }\n                b: { value: 2 }',
      'getVersion: the examples a and b have the same inputs',
    ],
  ])('%s → %s: %s', (passage, replacement, sentence) => {
    expect(incompletePairs(toyContractWith(passage, replacement))).toContain(sentence);
  });
});
