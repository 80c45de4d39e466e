import { describe, expect, it } from 'vitest';
import { allowedMethods, expandPath, findOperation, operationsAt, pathParameters, routeOf } from './paths.ts';
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

it('routeOf → as routers spell it', () => {
  expect(routeOf('/toys/{shelf}/{toy}')).toBe('/toys/:shelf/:toy');
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
  ['GET', '/toys/top', 'listToys'],
  ['HEAD', '/toys/top', 'listToys'],
  ['POST', '/toys', 'orderToy'],
  ['DELETE', '/toys', undefined],
  ['GET', '/nothing', undefined],
])('findOperation of %s %s → %s', (method, path, id) => {
  expect(findOperation(toyContract, method, path)?.id).toBe(id);
});

it('allowedMethods → HEAD wherever there is GET, and OPTIONS', () => {
  expect(allowedMethods(operationsAt(toyContract, '/toys/top'))).toEqual(['GET', 'HEAD', 'OPTIONS']);
  expect(allowedMethods(operationsAt(toyContract, '/toys'))).toEqual(['POST', 'OPTIONS']);
});
