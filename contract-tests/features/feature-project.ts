/** A copy of the project to which the operations were added by the steps of docs/guides/back-end.md. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseContract } from '../../contract/contract.ts';
import { scenariosOf } from '../../contract/scenarios.ts';
import { copyProject } from '../../lib/project.ts';
import { callOf, sourceOfCall } from './client-calls.ts';
import { type Kind, kinds } from './model.ts';
import { readFeatures } from './read-features.ts';
import { writeSources } from './write-sources.ts';

const operations = fileURLToPath(new URL('operations', import.meta.url));

/** @returns its folder, which is removed when this process exits */
export async function createFeatureProject(): Promise<string> {
  const root = await copyProject();
  await writeSources(root, readFeatures());
  await mkdir(join(root, 'server/toys'));
  for (const kind of kinds) {
    const source = await readFile(join(operations, `${kind}.ts`), 'utf8');
    await writeFile(join(root, `server/toys/${kind}.ts`), moved(source));
  }
  await edit(root, 'server/operations.ts', withHandlers);
  await edit(root, 'contract/formats.js', (source) =>
    source.replace('...fullFormats', `...fullFormats, 'toy-code': ${ownFormats['toy-code']}`),
  );
  return root;
}

/** Formats that these operations add to contract/formats.js. */
export const ownFormats = { 'toy-code': /^[A-Z]{3}-\d{3}$/ };

async function edit(root: string, name: string, change: (source: string) => string): Promise<void> {
  const file = join(root, name);
  await writeFile(file, change(await readFile(file, 'utf8')));
}

/** With the imports of its new folder, server/toys/. */
function moved(source: string): string {
  return source.replaceAll("'../../../server/", "'../").replaceAll("'../../../", "'../../");
}

function withHandlers(source: string): string {
  const imports = kinds.map((kind) => `import { handlers as ${nameOf(kind)} } from './toys/${kind}.ts';\n`);
  const members = kinds.map((kind) => `  ...${nameOf(kind)},\n`);
  const [head = '', ...table] = source.split('export const handlers');
  const lines = `export const handlers${table.join('')}`.replace(/\n\};/, `\n${members.join('')}};`);
  return `${head.trimEnd()}\n${imports.join('')}\n${lines}`;
}

function nameOf(kind: Kind): string {
  return `${kind}Toys`;
}

/** Adds a call of the client for each scenario of these operations, which the compiler then checks. */
export async function writeClientCalls(root: string, ids: readonly string[]): Promise<void> {
  const contract = parseContract(await readFile(join(root, 'generated/openapi.yaml'), 'utf8'));
  const calls = scenariosOf(contract)
    .filter(({ operation, status }) => ids.includes(operation.id) && status < 300)
    .map((scenario) => {
      const options = sourceOfCall(callOf(contract, scenario));
      const { id } = scenario.operation;
      const method = /^\w+$/.test(id) ? `.${id}` : `['${id}']`;
      return `  () => client${method}(${options === '{  }' ? '' : options}),\n`;
    });
  const lines = [
    "import type { TaxonomyClient } from './src/index.ts';\n\n",
    `export const calls = (client: TaxonomyClient) => [\n${calls.join('')}];\n`,
  ];
  await writeFile(join(root, 'client/toy-calls.ts'), lines.join(''));
}
