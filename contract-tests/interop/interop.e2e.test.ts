import { expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { lookup } from '../../contract/json.ts';
import { runInterop } from './run-interop.ts';
import { interopTools } from './tools/index.ts';

const examples = '/get/responses/200/content/application~1json/examples';

/** Without one operation, and with an example that breaks its schema. */
function broken(document: object): object {
  const copy = structuredClone(document) as { paths: Record<string, unknown>; components: object };
  const { path } = readContract().operations.find(({ id }) => id === 'listLayers')!;
  delete copy.paths[path];
  const [, version] = Object.entries(copy.paths).find(([other]) => other.endsWith('/version'))!;
  const [example] = Object.values(lookup(version, examples) as object);
  Object.assign(example, { value: 'no version' });
  return copy;
}

it('a document that lacks an operation and has a wrong example → no tool passes', async () => {
  const results = await runInterop(interopTools, () => {}, broken);
  expect(results.filter(({ verdict }) => verdict === 'passed')).toEqual([]);
  expect(results).toHaveLength(interopTools.length);
}, 300_000);
