import { expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { parseContract } from '../../contract/contract.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import { operationById } from '../../contract/paths.ts';
import { createPrecompute, type PrecomputedResponses } from './precompute.ts';

const { text } = readContract();
const noLayers = { version: '1.2.3', layers: [], count: 0 };

/** Precomputes the layers with the current contract, and then with the edited one. */
async function precomputeTwice(edited: string, body = noLayers) {
  const previous: PrecomputedResponses = new Map();
  const precompute = (source: string) => createPrecompute(parseContract(source), previous);
  return {
    first: await precompute(text)('listLayers', noLayers),
    second: precompute(edited)('listLayers', body),
  };
}

it('an edit that does not change the schema → the previous response', async () => {
  const { first, second } = await precomputeTwice(text.replace('title: Taxonomy API', 'title: Another API'));
  expect(await second).toBe(first);
});

it('another body → a new response', async () => {
  const { second } = await precomputeTwice(text, { ...noLayers, version: '1.2.4' });
  expect((await second).identity.bytes.toString()).toContain('1.2.4');
});

it('an edit of a nested schema that the body breaks → rejected', async () => {
  const edited = text.replace(/( {4}DataVersion:\n(?: {6}.*\n)*? {6}maxLength: )32\n/, '$14\n');
  expect(edited).not.toBe(text);
  const { second } = await precomputeTwice(edited);
  await expect(second).rejects.toThrow(
    'the response of listLayers breaks the contract: /version must NOT have',
  );
});

it.each<[situation: string, without: (operation: Operation) => Operation]>([
  ['no 200 response', (operation) => ({ ...operation, responses: new Map() })],
  [
    'a 200 response without JSON',
    ({ responses, ...operation }) => ({
      ...operation,
      responses: new Map([[200, { ...responses.get(200)!, content: new Map() }]]),
    }),
  ],
])('%s in the contract → rejected', async (_, without) => {
  const contract: Contract = readContract();
  const operations = [without(operationById(contract, 'listLayers'))];
  await expect(createPrecompute({ ...contract, operations })('listLayers', noLayers)).rejects.toThrow(
    'the contract has no 200 response in JSON for listLayers',
  );
});
