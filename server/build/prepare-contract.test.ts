import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { digestOf } from '../../contract/digest.ts';
import type { Contract } from '../../contract/model.ts';
import type { preparedFor } from '../../contract/prepared.ts';
import { createValidate } from '../../contract/schemas.ts';
import { toyContract, toyContractWith } from '../../contract/testing/toy-contract.ts';
import { projectRoot } from '../../lib/project.ts';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { prepareContract } from './prepare-contract.ts';

const folder = useTemporaryFolder();

/** What a build has instead of contract/prepared.ts. */
async function buildWith(contract: Contract): Promise<{ preparedFor: typeof preparedFor }> {
  const outfile = join(folder(), 'prepared.mjs');
  await build({
    stdin: { contents: `export { preparedFor } from './contract/prepared.ts';`, resolveDir: projectRoot },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    plugins: [prepareContract(contract)],
  });
  return import(pathToFileURL(outfile).href);
}

const orderPointer = '/paths/~1toys/post/requestBody/content/application~1json/schema';
const ofResponses = ['Version', 'Toys', 'Toy'].map((name) => `/components/schemas/${name}`);

it('the contract of the build → its document and its checksum, parsed; another text → undefined', async () => {
  const { preparedFor } = await buildWith(toyContract);
  const { document, checksum, text } = toyContract;
  expect(preparedFor(digestOf(text))).toMatchObject({ document, checksum });
  expect(preparedFor(digestOf(`${text} `))).toBeUndefined();
});

it('what the server validates → is compiled, and fails where the contract fails', async () => {
  const { preparedFor } = await buildWith(toyContract);
  const { validators = {} } = preparedFor(digestOf(toyContract.text)) ?? {};
  expect(Object.keys(validators).toSorted()).toEqual([...ofResponses, orderPointer].toSorted());
  // A schema that is not compiled would have to be in this document.
  const validate = createValidate({ document: {}, text: '' }, validators);
  const version = { version: '1.0.0', checksum: 'aa', uptime: 12, day: '2024-05-01' };
  const values = [
    version,
    { ...version, day: '2024-13-01' },
    { toys: [{ name: 'Ball', price: null }] },
    { toys: [{ name: 'Bear' }] },
    { name: 'Kite', price: 3 },
    { name: 'Kite' },
    { name: 'a name of more than twenty' },
    {},
    'text',
  ];
  for (const pointer of Object.keys(validators)) {
    const ours = values.map((value) => validate(pointer, value));
    expect(ours).toEqual(values.map((value) => toyContract.validate(pointer, value)));
    expect(ours.some((failures) => failures.length === 0)).toBe(true);
  }
});

it.each<[what: string, passage: string, replacement: string, pointers: string[]]>([
  [
    'request ids',
    'X-Count: {',
    'X-Request-Id: { schema: { type: string } }\n            X-Count: {',
    [...ofResponses, orderPointer, '/paths/~1toys~1version/get/responses/200/headers/X-Request-Id/schema'],
  ],
  [
    'a request body that is not JSON',
    'x-max-bytes: 100\n        content:\n          application/json:',
    'x-max-bytes: 100\n        content:\n          text/plain:',
    ofResponses,
  ],
])('a contract with %s → is prepared, too', async (_, passage, replacement, pointers) => {
  const contract = toyContractWith(passage, replacement);
  const { preparedFor } = await buildWith(contract);
  const { validators = {} } = preparedFor(digestOf(contract.text)) ?? {};
  expect(Object.keys(validators).toSorted()).toEqual(pointers.toSorted());
});
