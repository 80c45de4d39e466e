import { describe, expect, it } from 'vitest';
import { readContract } from '../contract/bundle-file.ts';
import { checkResponse } from '../contract/check-response.ts';
import { isRefusal } from './model.ts';
import { createPrism } from './prism.ts';
import { toyContractWith } from './testing/toy-contract.ts';

const contract = readContract();
const before = JSON.stringify(contract.document);
const askPrism = createPrism(contract);

describe('a generated response', () => {
  it.each(contract.operations)(
    'a generated response of $id → valid against its schema',
    async (operation) => {
      const response = await askPrism(operation, { dynamic: true, seed: 'any' });

      if (isRefusal(response)) throw new Error(response.detail);
      expect(checkResponse(contract, operation, { ...response, method: operation.method })).toEqual([]);
    },
  );

  it('a problem with dynamic → its example, because its members belong together', async () => {
    const operation = contract.operations.find(({ responses }) => responses.has(503))!;

    const response = await askPrism(operation, { dynamic: true, code: 503 });

    expect(response).toEqual(await askPrism(operation, { code: 503 }));
  });
});

it('a deprecated operation → only declared headers', async () => {
  const deprecated = toyContractWith(
    'operationId: listToys',
    'operationId: listToys\n      deprecated: true',
  );
  const operation = deprecated.operations.find(({ id }) => id === 'listToys')!;

  const response = await createPrism(deprecated)(operation, {});

  if (isRefusal(response)) throw new Error(response.detail);
  expect(Object.keys(response.headers)).not.toContain('deprecation');
});

it('Prism has responded → the contract is unchanged', () => {
  expect(JSON.stringify(contract.document)).toBe(before);
});
