/** Replaces contract/prepared.ts in the build by a parsed contract with compiled schemas. */
import { dirname } from 'node:path';
import { _ } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { Plugin } from 'esbuild';
import { digestOf } from '../../contract/digest.ts';
import { responseHeaders } from '../../contract/http-headers.ts';
import type { Contract } from '../../contract/model.ts';
import { createAjv, schemaId } from '../../contract/schemas.ts';

export function prepareContract(contract: Contract): Plugin {
  return {
    name: 'prepared-contract',
    setup(build) {
      build.onLoad({ filter: /contract[/\\]prepared\.ts$/ }, ({ path }) => ({
        contents: preparedModule(contract),
        resolveDir: dirname(path),
      }));
    },
  };
}

function preparedModule(contract: Contract): string {
  const pointers = pointersNeeded(contract);
  const names = Object.fromEntries(pointers.map((pointer, index) => [`validate${index}`, schemaId(pointer)]));
  const code = standaloneCode.default(createAjv(contract, { source: true, formats: _`formats` }), names);
  const validators = pointers.map((pointer, index) => `${JSON.stringify(pointer)}: exports.validate${index}`);
  const document = JSON.stringify(JSON.stringify(contract.document));
  return `import { formats } from './formats.js';
const exports = {};
${code}
const prepared = {
  checksum: '${contract.checksum}',
  document: JSON.parse(${document}),
  validators: { ${validators.join(', ')} },
};
export const preparedFor = (digest) => (digest === '${digestOf(contract.text)}' ? prepared : undefined);`;
}

/** What the server validates: request bodies, request ids, and the responses of handlers. */
function pointersNeeded(contract: Contract): string[] {
  const requestId = responseHeaders(contract).get('x-request-id');
  const pointers = contract.operations.flatMap(({ requestBody, responses }) => [
    requestBody?.content.get('application/json')?.schemaPointer,
    ...[...responses.values()].map(({ content }) => content.get('application/json')?.schemaPointer),
  ]);
  return [...new Set([...pointers, requestId?.schemaPointer])].filter((pointer) => pointer !== undefined);
}
