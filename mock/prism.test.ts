import { describe, expect, it } from 'vitest';
import { readContract } from '../contract/bundle-file.ts';
import { checkResponse } from '../contract/check-response.ts';
import { isRefusal } from './exchange.ts';
import { createPrism } from './prism.ts';

const contract = readContract();
const before = JSON.stringify(contract.document);
const askPrism = createPrism(contract);

describe('a generated answer', () => {
  it.each(contract.operations)('of $id → one that its schema takes', async (operation) => {
    const answer = await askPrism(operation, { dynamic: true, seed: 'any' });

    if (isRefusal(answer)) throw new Error(answer.detail);
    expect(checkResponse(contract, operation, { ...answer, method: operation.method })).toEqual([]);
  });

  it('of a problem → its example, whose members belong together', async () => {
    const operation = contract.operations.find(({ responses }) => responses.has(503))!;

    const answer = await askPrism(operation, { dynamic: true, code: 503 });

    expect(answer).toEqual(await askPrism(operation, { code: 503 }));
  });
});

it('whatever Prism is asked → the contract stays as it was read', () => {
  expect(JSON.stringify(contract.document)).toBe(before);
});
