import { expect, it } from 'vitest';
import { parseContract } from './contract.ts';
import { healthOperation, identityOperation, isIdentity } from './identity.ts';
import { toyText } from './testing/toy-contract.ts';

const unmarked = toyText.replace('      x-identity: true\n', '');
const marked = (mark: string) =>
  parseContract(
    unmarked.replace('    Toys:\n', `    Toys:\n      ${mark}: true\n      allOf: [{ type: object }]\n`),
  );

it('no schema is marked → no such operation', () => {
  const contract = parseContract(unmarked);
  expect([identityOperation(contract), healthOperation(contract)]).toEqual([undefined, undefined]);
});

it('the schema of a 200 is marked → its operation says what is served, or how it is', () => {
  expect(identityOperation(marked('x-identity'))?.id).toBe('listToys');
  expect(healthOperation(marked('x-identity'))).toBeUndefined();
  expect(healthOperation(marked('x-health'))?.id).toBe('listToys');
  expect(identityOperation(marked('x-health'))).toBeUndefined();
});

it('another status, or one that is not declared → no identity', () => {
  const contract = marked('x-identity');
  const listToys = contract.operations.find(({ id }) => id === 'listToys')!;
  expect([200, 404, 418].map((status) => isIdentity(contract, listToys, status))).toEqual([
    ...[true, false, false],
  ]);
});

it('a mark that is not true → no mark', () => {
  const text = unmarked.replace('    Toys:\n', '    Toys:\n      x-health: false\n');
  expect(healthOperation(parseContract(text))).toBeUndefined();
});
