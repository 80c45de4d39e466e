import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Contract } from '../../../contract/model.ts';
import type { InteropTool } from '../model.ts';
import { failureOf, runBinary } from '../run-tool.ts';

interface Arazzo {
  readonly workflows: readonly {
    readonly workflowId: string;
    /** `$sourceDescriptions.<name>.<operationId>`. */
    readonly steps: readonly { readonly operationId: string }[];
  }[];
}

export const respect: InteropTool = {
  name: 'redocly-respect',
  packages: [],
  proves: 'its generated workflows pass, one for each operation that may be sent without a condition',
  isSample: true,
  async run(context) {
    const { contract, file, folder, token } = context;
    const arazzo = 'contract.arazzo.yaml';
    const generated = await runBinary(context, 'redocly', ['generate-arazzo', file, '--output-file', arazzo]);
    if (generated.exitCode !== 0) return failureOf('redocly generate-arazzo', generated);

    const { workflows } = load(await readFile(join(folder, arazzo), 'utf8')) as Arazzo;
    // A generated workflow sends no optional header, and 428 demands one: If-Match.
    const conditional = workflows.filter(({ steps }) =>
      contract.operations.some(
        ({ id, responses }) => responses.has(428) && steps[0]?.operationId.endsWith(`.${id}`),
      ),
    );
    const options = [
      ...schemesOf(contract).flatMap((name) => ['--input', `${name}=${token}`]),
      ...conditional.flatMap(({ workflowId }) => ['--skip', workflowId]),
    ];
    const ended = await runBinary(context, 'redocly', ['respect', arazzo, ...options]);
    const passed = Number(/Workflows: (\d+) passed/.exec(ended.output)?.[1] ?? 0);
    const expected = contract.operations.length - conditional.length;
    return [
      ...failureOf('redocly respect', ended),
      ...(passed === expected ? [] : [`${passed} of ${expected} workflows passed.`]),
    ];
  },
};

function schemesOf({ operations }: Contract): string[] {
  const schemes = operations.flatMap(({ security }) => security?.alternatives ?? []);
  return [...new Set(schemes.map(({ scheme }) => scheme.name))];
}
