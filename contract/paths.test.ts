import { describe, expect, it } from 'vitest';
import type { Operation } from './model.ts';
import {
  allowedMethods,
  createFind,
  expandPath,
  findOperation,
  operationById,
  operationsAt,
  pathOf,
  pathParameters,
} from './paths.ts';
import { toyContract } from './testing/toy-contract.ts';

describe('expandPath', () => {
  it('values → percent-encoded in their places', () => {
    expect(expandPath('/toys/{shelf}/{toy}', { shelf: 'top/left', toy: 'é' })).toBe(
      '/toys/top%2Fleft/%C3%A9',
    );
  });

  it('a value is missing → an error that names it', () => {
    const template: string = '/toys/{shelf}';
    expect(() => expandPath(template, {})).toThrow('/toys/{shelf} needs a value for shelf');
  });
});

it.each([
  ['{a}-{b}', '/x-y-z', { a: 'x', b: 'y-z' }],
  ['{a}-{b}', '/x', undefined],
  ['{a}-{b}', '/-y', undefined],
  ['{id}.json', '/x.y.json', { id: 'x.y' }],
  ['{id}.json', '/.json', undefined],
  ['{id}.json', '/xyjson', undefined],
  ['{toy-id}', '/a%2Fb', { 'toy-id': 'a/b' }],
  ['v{n}', '/v1', { n: '1' }],
])('%s and %s → %o', (template, path, want) => {
  const parameters = pathParameters({ path: `/${template}` }, path);
  expect(parameters && Object.fromEntries(parameters)).toEqual(want);
});

it.each(['', '.', '..'])('the value "%s" as a segment → an error: it would be another path', (shelf) => {
  expect(() => expandPath('/toys/{shelf}/all', { shelf })).toThrow(`"${shelf}" cannot be a segment`);
});

it('the value ".." within a segment → as it is', () => {
  expect(expandPath('/{id}.json', { id: '..' })).toBe('/...json');
});

it.each([
  ['/x/latest', '/x/latest'],
  ['/x/a.json', '/x/{id}.json'],
  ['/x/a', '/x/{id}'],
  ['/x/new.json', '/x/new.json'],
  ['/x/v1', '/x/v{n}'],
  ['/x/latest/y', '/x/latest/{b}'],
  ['/x/first/y', '/x/{a}/y'],
])('several templates match %s → the most concrete', (path, want) => {
  const names = ['{id}', '{a}/y', '{id}.json', 'latest', 'latest/{b}', 'new.json', 'v{n}'];
  const find = createFind(names.map((name) => ({ path: `/x/${name}`, method: 'get' }) as Operation));
  expect(find(path).operations.map((operation) => operation.path)).toEqual([want]);
});

it.each([
  ['/top%2Dleft', ['/top-left']],
  ['/top%2Fleft', []],
])('%s, with an escape in plain text → %j', (path, want) => {
  const find = createFind(['/top-left', '/top/left'].map((template) => ({ path: template }) as Operation));
  expect(find(path).operations.map((operation) => operation.path)).toEqual(want);
});

it.each([
  ['/toys/top%20left', { shelf: 'top left' }],
  ['/toys/%ZZ', { shelf: '%ZZ' }],
  ['/toys/', undefined],
  ['/toys/top/left', undefined],
  ['/Toys/top', undefined],
])('pathParameters of %s → %o', (path, want) => {
  const parameters = pathParameters({ path: '/toys/{shelf}' }, path);
  expect(parameters && Object.fromEntries(parameters)).toEqual(want);
});

it.each([
  ['/%6Cayers/%2D%2e%5f%7E%30%39%41%5a%61%7a', '/layers/%2D%2e%5f%7E09AZaz'],
  ['/%2F%25%256C%40%5B%60%7B%2C%3A%E9', '/%2F%25%256C%40%5B%60%7B%2C%3A%E9'],
  ['/a?b=%41#c', '/a'],
  ['/a#b?c', '/a'],
  ['http://someone:secret@host.example:80/a?b', '/a'],
  ['HTTP://host.example?a', '/'],
  ['s3://host.example/a', '/a'],
  ['/a/http://host.example/b', '/a/http://host.example/b'],
])('the path of %s → %s', (target, path) => {
  expect(pathOf(target)).toBe(path);
});

it.each([
  ['GET', '/toys/top', 'listToys'],
  ['HEAD', '/toys/top', 'listToys'],
  ['POST', '/toys', 'orderToy'],
  ['DELETE', '/toys', undefined],
  ['GET', '/nothing', undefined],
])('findOperation of %s %s → %s', (method, path, id) => {
  expect(findOperation(toyContract, method, path)?.id).toBe(id);
});

it('operationById → the operation; without one, an error', () => {
  expect(operationById(toyContract, 'orderToy').path).toBe('/toys');
  expect(() => operationById(toyContract, 'eatToy')).toThrow('the contract has no operation eatToy');
});

it('allowedMethods → HEAD wherever there is GET, and OPTIONS', () => {
  expect(allowedMethods(operationsAt(toyContract, '/toys/top'))).toEqual(['GET', 'HEAD', 'OPTIONS']);
  expect(allowedMethods(operationsAt(toyContract, '/toys'))).toEqual(['POST', 'OPTIONS']);
});
