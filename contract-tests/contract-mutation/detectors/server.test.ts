import { expect, it } from 'vitest';
import { readContract } from '../../../contract/bundle-file.ts';
import { parseContract } from '../../../contract/contract.ts';
import { checkServer } from './server.ts';

const { text } = readContract();
const check = (from: string, to: string) =>
  checkServer(
    parseContract(text.replace(from, to)),
    ({ id }, status) => id === 'listLayers' && status === 200,
  );

it('the unedited contract → no findings', async () => {
  expect(await check('', '')).toEqual({ examples: [], run: [] });
});

it('another value in an example → a finding of `examples` only', async () => {
  const example = 'listLayers › current: body /layers/0/subcategoryCount the example has 56, the response 55';
  expect(await check('subcategoryCount: 55', 'subcategoryCount: 56')).toEqual({
    examples: [example],
    run: [],
  });
});

it('another constant of a header → a finding of `run` only', async () => {
  const { examples, run } = await check('const: public, no-cache', 'const: private');
  expect(examples).toEqual([]);
  expect(run?.[0]).toMatch(/^listLayers › 200 › .*: header cache-control must be "private"/);
});

it('an operation without a handler → a finding of `run`, because the server does not start', async () => {
  expect(await check('operationId: listLayers', 'operationId: listNothing')).toEqual({
    run: [expect.stringContaining('operation listNothing has no handler. Add it to server/operations.ts')],
  });
});
