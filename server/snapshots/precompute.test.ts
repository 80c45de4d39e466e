import { expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { parseContract } from '../../contract/contract.ts';
import { createPrecompute, type PrecomputedResponses } from './precompute.ts';

const { text } = readContract();
const none = { version: '1.2.3', layers: [], count: 0 };

/** Makes layers ready under the contract as it is, and then under the edited one. */
async function remake(edited: string, body = none) {
  const before: PrecomputedResponses = new Map();
  const precompute = (source: string) => {
    const contract = parseContract(source);
    return createPrecompute(contract, before);
  };
  return {
    first: await precompute(text)('listLayers', none),
    second: precompute(edited)('listLayers', body),
  };
}

it('an edit of something else → the answer that is there', async () => {
  const { first, second } = await remake(text.replace('title: Taxonomy API', 'title: Another API'));
  expect(await second).toBe(first);
});

it('another answer → made anew', async () => {
  const { second } = await remake(text, { ...none, version: '1.2.4' });
  expect((await second).identity.bytes.toString()).toContain('1.2.4');
});

it('an edit of a schema within its own that it does not keep → refused', async () => {
  const edited = text.replace(/( {4}DataVersion:\n(?: {6}.*\n)*? {6}maxLength: )32\n/, '$14\n');
  expect(edited).not.toBe(text);
  const { second } = await remake(edited);
  await expect(second).rejects.toThrow(
    'the answer of listLayers breaks the contract: /version must NOT have',
  );
});
