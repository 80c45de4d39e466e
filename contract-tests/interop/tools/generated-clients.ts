import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { projectRoot } from '../../../lib/project.ts';
import type { InteropContext, InteropTool } from '../model.ts';
import { failureOf, runBinary, timeLimitMs } from '../run-tool.ts';

/** What each program prints: the number of layers, a converted address, the number of changes, and a problem. */
const expected = {
  layers: 10,
  mfa: '2.001.007.001',
  changes: true,
  status: 404,
  type: '/problems/unknown-layer',
};

export const swaggerTypescriptApi: InteropTool = {
  name: 'swagger-typescript-api',
  packages: ['swagger-typescript-api@13.13.0'],
  proves: 'the client compiles under --strict; live layers, conversion, delta and a typed 404',
  run: (context) =>
    proveClient(
      context,
      ['swagger-typescript-api', ['generate', '-p', context.file, '-o', 'client', '-n', 'api.ts']],
      `import { Api, type NotFoundProblem } from './client/api';
const { api } = new Api({ baseUrl: '${context.url}' });
const layers: number = (await api.listLayers()).data.layers.length;
const mfa: string = (await api.convertHfnToMfa({ hfn: 'S.POP.HPM.001' })).data.mfa;
const changes: boolean = (await api.getIncrementalSync({ since: '1.2.2' })).data.changes.length > 0;
const { error } = await api.listCategories('Z').catch((response: { error: NotFoundProblem }) => response);
const status: 404 = (error as NotFoundProblem).status;
console.log(JSON.stringify({ layers, mfa, changes, status, type: (error as NotFoundProblem).type }));
`,
    ),
};

export const heyApi: InteropTool = {
  name: 'hey-api',
  packages: ['@hey-api/openapi-ts@0.95.0', 'typescript@5.9.3'],
  proves: 'the client compiles under --strict; live layers, conversion, delta and a typed 404',
  run: (context) =>
    proveClient(
      context,
      ['openapi-ts', ['-i', context.file, '-o', 'client', '-c', '@hey-api/client-fetch']],
      `import { client } from './client/client.gen';
import { convertHfnToMfa, getIncrementalSync, listCategories, listLayers } from './client/sdk.gen';
client.setConfig({ baseUrl: '${context.url}' });
const layers: number | undefined = (await listLayers()).data?.layers.length;
const mfa: string | undefined = (await convertHfnToMfa({ body: { hfn: 'S.POP.HPM.001' } })).data?.mfa;
const { data } = await getIncrementalSync({ query: { since: '1.2.2' } });
const changes: boolean = (data?.changes.length ?? 0) > 0;
const { error } = await listCategories({ path: { layer: 'Z' } });
const status: 400 | 404 | 412 | 429 | 500 | 503 | undefined = error?.status;
const type: string | undefined = error?.type;
console.log(JSON.stringify({ layers, mfa, changes, status, type }));
`,
    ),
};

const strict = ['--strict', '--noEmit', '--skipLibCheck', 'false'];
const modern = ['--target', 'es2022', '--lib', 'es2022,dom,dom.iterable', '--module', 'esnext'];

/** Generates a client, compiles a program that uses it, and runs the program. */
async function proveClient(
  context: InteropContext,
  [binary, args]: readonly [string, readonly string[]],
  program: string,
): Promise<string[]> {
  const generated = await runBinary(context, binary, args);
  if (generated.exitCode !== 0) return failureOf(binary, generated);
  const file = join(context.folder, 'program.ts');
  await writeFile(file, program);
  await writeFile(join(context.folder, 'package.json'), '{ "type": "module" }\n');
  const node = (cwd: string, ...command: string[]) =>
    execa(process.execPath, command, { cwd, reject: false, all: true, timeout: timeLimitMs });
  const tsc = join(projectRoot, 'node_modules/typescript/bin/tsc');
  // In the folder of the program: elsewhere the compiler would take the types of the project.
  const compiled = await node(
    context.folder,
    tsc,
    ...strict,
    ...modern,
    '--moduleResolution',
    'bundler',
    file,
  );
  if (compiled.exitCode !== 0) return failureOf('tsc --strict', { ...compiled, output: compiled.all });
  const { exitCode, all, stdout } = await node(projectRoot, '--import', 'tsx', file);
  if (exitCode !== 0) return failureOf('The program', { exitCode, output: all });
  return stdout === JSON.stringify(expected) ? [] : [`The program printed ${stdout}.`];
}
