// npm run generate -- --stub: a handler to begin with, and its test, which fails until the handler is written.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { closest } from 'fastest-levenshtein';
import { parseContract } from '../contract.ts';
import { lookup } from '../json.ts';

/** Nothing was written. The message is one sentence. */
export class StubRefused extends Error {}

const table = 'server/operations.ts';

/** @returns the names of the files that were written, relative to `root` */
export async function writeStub(root: string, id: string): Promise<string[]> {
  const contract = parseContract(await readFile(join(root, 'generated/openapi.yaml'), 'utf8'));
  const ids = contract.operations.map((operation) => operation.id);
  const operation = contract.operations.find((each) => each.id === id);
  if (!operation) throw new StubRefused(`There is no operation ${id}. Did you mean ${closest(id, ids)}?`);
  const pathKey = operation.path.replaceAll('~', '~0').replaceAll('/', '~1');
  const tag = lookup(contract.document, `/paths/${pathKey}/${operation.method}/tags/0`) ?? 'other';
  const name = id.replace(/\W(\w?)/g, (_, letter: string) => letter.toUpperCase());
  const file = `server/${kebabCase(String(tag))}/${kebabCase(name)}.ts`;
  const handlers = await readFile(join(root, table), 'utf8');
  const [, entries = ''] = handlers.split('export const handlers');
  if (new RegExp(`^ *['"]?${id.replace(/\W/g, '\\$&')}['"]?[,:(]`, 'm').test(entries))
    throw new StubRefused(`Operation ${id} has a handler already. See ${table}`);
  if (existsSync(join(root, file))) throw new StubRefused(`${file} exists already. Name it in ${table}`);

  const written = new Map([
    [file, handlerOf(id, name, file)],
    [file.replace(/ts$/, 'test.ts'), testOf(id, file)],
    [table, registered(handlers, id, name, file)],
  ]);
  await mkdir(join(root, dirname(file)), { recursive: true });
  for (const [path, text] of written) await writeFile(join(root, path), text);
  return [...written.keys()];
}

function kebabCase(text: string): string {
  const words = text.replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase();
  return words.replace(/[^a-z\d]+/g, '-').replace(/^-|-$/g, '');
}

function registered(handlers: string, id: string, name: string, file: string): string {
  const entry = id === name ? id : `'${id}': ${name}`;
  const line = `import { ${name} } from './${file.replace('server/', '')}';\n`;
  return handlers.replace(/^import/m, `${line}import`).replace(/\n\};/, `\n  ${entry},\n};`);
}

function handlerOf(id: string, name: string, file: string): string {
  return `import type { Handler } from '../handler.ts';

export const ${name}: Handler<'${id}'> = () => {
  throw new Error('${id} is not implemented: write ${file}');
};
`;
}

function testOf(id: string, file: string): string {
  return `import { expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { writePayload } from '../../contract/payload.ts';
import { scenariosOf } from '../../contract/scenarios.ts';
import { startTestService } from '../testing/start-test-service.ts';

const scenarios = scenariosOf(readContract()).filter(
  ({ operation, status }) => operation.id === '${id}' && status < 300,
);

it.each(scenarios)('${id} as in scenario $name → its status', async ({ request, status }) => {
  const { method, path, headers, body } = request;
  const payload = body === undefined ? {} : { body: writePayload(headers['content-type'] ?? '', body) };
  const service = await startTestService();
  try {
    const response = await service.request(path, { method: method.toUpperCase(), headers, ...payload });
    expect(response.status, '${id} is not implemented: write ${file}').toBe(status);
  } finally {
    await service.close();
  }
});
`;
}
