import { describe, expect, it } from 'vitest';
import { compareWith, compareWithExample } from './compare-with-example.ts';
import { parseContract } from './contract.ts';
import type { Contract } from './model.ts';
import { scenariosOf } from './scenarios.ts';
import { toyContract, toyContractWith, toyText } from './testing/toy-contract.ts';

const [ball, kite] = [{ name: 'Ball', price: 3 }, { name: 'Kite' }];
const version = { version: '1.0.0', checksum: 'aa', day: '2024-05-01' };
const problem = { type: '/problems/bad-order', title: 'Bad order', status: 400 };

function differences(scenario: string, body: unknown, contract: Contract = toyContract) {
  const found = scenariosOf(toyContract).find(({ name }) => name === scenario);
  return compareWithExample(contract, found!, body).map(({ where, detail }) => `${where}: ${detail}`);
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

  it.each([
    ['is optional', '[version, checksum, uptime, day]', '[version, checksum, day]', 0],
    ['has to be there by one schema of two', 'x-identity: true', 'allOf: [{ type: object }]', 1],
  ])('a volatile member is gone that %s → a difference, or none', (_, passage, replacement, want) => {
    expect(differences('current', version, toyContractWith(passage, replacement))).toHaveLength(want);
  });

  it.each([304, 418])('the status %d, which has no example → no difference', (status) => {
    const response = { mediaType: '', body: undefined };
    const scenario = { operation: toyContract.operations[0]!, status, response };
    expect(compareWithExample(toyContract, scenario, ball)).toEqual([]);
  });
});

describe('a client that ignores what it does not know', () => {
  const asClient = { ...toyContract, asClient: toyContract };

  it.each([
    ['a member that no schema describes', { ...ball, size: 1 }, []],
    ['a described member too many', { name: 'Ball', price: 3, size: 1 }, []],
    ['a member too few', { name: 'Ball' }, ['body /price: the example has 3, the response nothing']],
  ])('body with %s → %j', (_, body, want) => {
    expect(differences('ball', body, asClient)).toEqual(want);
  });

  it('an item too many, or a described member too many → a difference', () => {
    const item = 'body /toys/2: the example has nothing, the response {"name":"Kite"}';
    expect(differences('allToys', { toys: [ball, kite, kite] }, asClient)).toEqual([item]);
    const price = 'body /toys/1/price: the example has nothing, the response 1';
    expect(differences('allToys', { toys: [ball, { ...kite, price: 1 }] }, asClient)).toEqual([price]);
  });
});

it('the version of the contract → a client expects its own, or a newer one', () => {
  const text = toyText
    .replace(/( +version: \{ type: string)/, '$1, allOf: [{ x-contract-version: true }]')
    .replaceAll("version: '1.0.0'", "version: '2.1.0'")
    .replaceAll('version: 1.0.0', 'version: 2.1.0');
  const contract = parseContract(text);
  const scenario = scenariosOf(contract).find(({ name }) => name === 'current')!;
  const compare = (expected: object, body: object, one: Contract) =>
    compareWithExample(one, { ...scenario, response: { ...scenario.response, body: expected } }, body).length;
  const [own, newer] = [
    { ...version, version: '2.1.0' },
    { ...version, version: '3.0.0' },
  ];
  const asClient = { ...contract, asClient: contract };
  expect(compare(own, newer, asClient)).toBe(0);
  expect(compare(own, newer, contract)).toBe(1);
  expect(compare({ ...own, version: '2.0.0' }, newer, asClient)).toBe(1);
  expect(compare({ ...own, checksum: '2.1.0' }, { ...own, checksum: 'bb' }, asClient)).toBe(1);
});

it('null and an object → different', () => {
  expect(compareWith('the tree', { a: null }, { a: {} })).toHaveLength(1);
});

it.each<[string, object, object, boolean | undefined, number]>([
  ['a member', { a: 1 }, { a: 1, b: 2 }, false, 1],
  ['a member, which nobody says is ignored', { a: 1 }, { a: 1, b: 2 }, undefined, 1],
  ['a member, which is ignored', { a: 1 }, { a: 1, b: 2 }, true, 0],
  ['an item, which is no member', [1], [1, 2], true, 1],
  ['nothing, and a member is gone', { a: 1, b: 2 }, { a: 1 }, true, 1],
])('added: %s → a difference, or none', (_, expected, actual, ignoresAdded, want) => {
  expect(compareWith('the tree', expected, actual, ignoresAdded)).toHaveLength(want);
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
