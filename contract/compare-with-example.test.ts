import { describe, expect, it } from 'vitest';
import { compareWith, compareWithExample } from './compare-with-example.ts';
import { scenariosOf } from './scenarios.ts';
import { toyContract } from './testing/toy-contract.ts';

const scenarios = new Map(scenariosOf(toyContract).map((scenario) => [scenario.name, scenario]));
const [ball, kite] = [{ name: 'Ball', price: 3 }, { name: 'Kite' }];
const version = { version: '1.0.0', checksum: 'aa', day: '2024-05-01' };
const problem = { type: '/problems/bad-order', title: 'Bad order', status: 400 };

function differences(scenario: string, body: unknown) {
  return compareWithExample(toyContract, scenarios.get(scenario)!, body).map(
    ({ where, detail }) => `${where}: ${detail}`,
  );
}

describe('compareWithExample', () => {
  it.each([
    ['the example itself', 'allToys', { toys: [ball, kite] }],
    ['members in another order', 'allToys', { toys: [{ price: 3, name: 'Ball' }, kite] }],
    ['another volatile value', 'current', { ...version, uptime: 99 }],
    ['another volatile value in a problem', 'noName', { ...problem, requestId: 'zz' }],
  ])('body equal to its example but for %s → no difference', (_, scenario, body) => {
    expect(differences(scenario, body)).toEqual([]);
  });

  it.each([
    ['a value', 'body /price: the example has 3, the response 4', 'ball', { ...ball, price: 4 }],
    ['a type', 'body /price: the example has 3, the response "3"', 'ball', { ...ball, price: '3' }],
    [
      'an object for a value',
      'body /price: the example has 3, the response {}',
      'ball',
      { ...ball, price: {} },
    ],
    [
      'an array for an object',
      'body: the example has {"name":"Ball","price":3}, the response []',
      'ball',
      [],
    ],
    ['a member too few', 'body /price: the example has 3, the response nothing', 'ball', { name: 'Ball' }],
    [
      'a member too many',
      'body /size: the example has nothing, the response 1',
      'ball',
      { ...ball, size: 1 },
    ],
    [
      'a second item',
      'body /toys/1/name: the example has "Kite", the response "Ball"',
      'allToys',
      { toys: [ball, { name: 'Ball' }] },
    ],
    [
      'an item too few',
      'body /toys/1: the example has {"name":"Kite"}, the response nothing',
      'allToys',
      { toys: [ball] },
    ],
    ['a volatile member gone', 'body /uptime: the example has 12, the response nothing', 'current', version],
  ])('body that differs in %s → %s', (_, want, scenario, body) => {
    expect(differences(scenario, body)).toEqual([want]);
  });
});

describe('compareWith', () => {
  it('two values without a schema → every difference, with the name of the expected side', () => {
    const failures = compareWith(
      'the tree',
      { count: 2, names: ['a', 'b'] },
      { count: 2, names: ['b', 'a'] },
    );
    expect(failures).toEqual([
      { where: 'body /names/0', detail: 'the tree has "a", the response "b"' },
      { where: 'body /names/1', detail: 'the tree has "b", the response "a"' },
    ]);
  });
});
