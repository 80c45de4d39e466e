import { expect, it } from 'vitest';
import { readContract } from '../../../contract/bundle-file.ts';
import { parseContract } from '../../../contract/contract.ts';
import { askServer } from './answers.ts';

const { text } = readContract();
const ask = (from: string, to: string) =>
  askServer(parseContract(text.replace(from, to)), ({ id }, status) => id === 'listLayers' && status === 200);

it('the contract as it is → silent', async () => {
  expect(await ask('', '')).toEqual({ examples: [], run: [] });
});

it('another value in an example → the comparison with examples alone', async () => {
  const example = 'listLayers › current: body /layers/0/subcategoryCount the example has 56, the answer 55';
  expect(await ask('subcategoryCount: 55', 'subcategoryCount: 56')).toEqual({ examples: [example], run: [] });
});

it('another constant of a header → the run alone', async () => {
  const { examples, run } = await ask('const: public, no-cache', 'const: private');
  expect(examples).toEqual([]);
  expect(run?.[0]).toMatch(/^listLayers › 200 › .*: header cache-control must be "private"/);
});

it('an operation without a handler → no server', async () => {
  expect(await ask('operationId: listLayers', 'operationId: listNothing')).toEqual({
    run: ['Error: operation listNothing has no handler in server/operations.ts'],
  });
});
