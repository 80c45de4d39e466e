import { describe, expect, it } from 'vitest';
import { readContract } from '../contract/bundle-file.ts';
import { checkResponse } from '../contract/check-response.ts';
import type { Contract, Operation } from '../contract/model.ts';
import { operationById } from '../contract/paths.ts';
import { isRefusal, type Preference } from '../contract/stand-in/model.ts';
import { createPrism } from './prism.ts';
import { featureContract } from './testing/feature-contract.ts';
import { toyContractWith } from './testing/toy-contract.ts';

const contract = readContract();
const before = JSON.stringify(contract.document);

function asker(contract: Contract) {
  const askPrism = createPrism(contract);
  return async (operation: Operation, preference: Preference) => {
    const response = await askPrism(operation, preference);
    if (isRefusal(response)) throw new Error(response.detail);
    const failures = checkResponse(contract, operation, { ...response, method: operation.method });
    return { ...response, failures };
  };
}

describe('a generated response', () => {
  const ask = asker(contract);
  const askFeature = asker(featureContract);

  it.each(contract.operations)('$id → valid against its schema', async (operation) => {
    expect((await ask(operation, { dynamic: true, seed: 'any' })).failures).toEqual([]);
  });

  it('a schema with many values → not the example', async () => {
    const operation = operationById(contract, 'getTaxonomy');
    const response = await ask(operation, { dynamic: true, seed: 'any' });
    expect(response.body).not.toEqual((await ask(operation, {})).body);
  });

  it.each(featureContract.operations)(
    '$id with other features → valid against its schema',
    async (operation) => {
      expect((await askFeature(operation, { dynamic: true, seed: 'any' })).failures).toEqual([]);
    },
  );

  it('prefixItems, and a writeOnly property → generated', async () => {
    const operation = featureContract.operations.find(({ id }) => id === 'patchProfile')!;
    const ask = asker(featureContract);
    const { body = '', origin } = await ask(operation, { dynamic: true, seed: 'any' });
    expect(origin).toBe('generated');
    expect(JSON.parse(body)).toEqual({
      id: expect.any(Number),
      name: expect.any(String),
      age: expect.any(Number),
      tags: ['new', expect.any(Number)],
    });
  });

  it('a problem with dynamic → its example, because its members belong together', async () => {
    const operation = contract.operations.find(({ responses }) => responses.has(503))!;

    const response = await ask(operation, { dynamic: true, code: 503 });

    expect(response).toEqual(await ask(operation, { code: 503 }));
  });
});

it('a schema with a keyword that Prism cannot generate → the example', async () => {
  const withNot = toyContractWith(
    '{ type: integer } }\n    Problem',
    '{ type: integer, not: { minimum: -1.0e+15 } } }\n    Problem',
  );
  const operation = withNot.operations.find(({ id }) => id === 'listToys')!;
  const ask = asker(withNot);

  expect(await ask(operation, { dynamic: true })).toEqual(await ask(operation, {}));
});

it('a deprecated operation → only declared headers', async () => {
  const deprecated = toyContractWith(
    'operationId: listToys',
    'operationId: listToys\n      deprecated: true',
  );
  const operation = deprecated.operations.find(({ id }) => id === 'listToys')!;

  expect(Object.keys((await asker(deprecated)(operation, {})).headers)).not.toContain('deprecation');
});

it('Prism has responded → the contract is unchanged', () => {
  expect(JSON.stringify(contract.document)).toBe(before);
});
