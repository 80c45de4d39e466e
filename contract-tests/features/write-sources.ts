/** Adds the operations to the sources of the contract, as the README tells an author to. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { dump, load } from 'js-yaml';
import { type FeatureSources, methods, type Node } from './model.ts';

/** @param root a folder that has a copy of openapi/ */
export async function writeSources(
  root: string,
  { operations, paths, components }: FeatureSources,
): Promise<void> {
  const used = [...paths].filter(([path]) => operations.some((one) => one.path === path));
  const files = used.map(([path, item], index) => {
    const own = operations.filter((one) => one.path === path);
    const text = { ...item, ...Object.fromEntries(own.map(({ method, operation }) => [method, operation])) };
    return { path, name: `paths/toys_${index}.yaml`, text };
  });
  for (const { name, text } of files) await write(root, name, text);
  const { securitySchemes = {}, ...others } = components;
  for (const [kind, named] of Object.entries(others))
    for (const [name, component] of Object.entries(named))
      await write(root, `components/${kind}/${name}.yaml`, component);
  await openByDefault(root);
  await edit(root, 'openapi.yaml', (document) => {
    const toys = { name: 'Toys', description: 'Toys.', externalDocs: { url: 'https://example.org/toys' } };
    document.tags.push(toys);
    document.externalDocs = { url: 'https://example.org', description: 'More.' };
    document['x-owner'] = { team: 'toys' };
    document.servers.push({
      url: 'https://{host}',
      description: 'Elsewhere.',
      variables: { host: { default: 'api.example.org', description: 'A host.', enum: ['api.example.org'] } },
    });
    document.security = [{ publisher: [] }];
    Object.assign(document.components.securitySchemes, securitySchemes);
    for (const { path, name } of files) document.paths[path] = { $ref: name };
  });
}

/** The document gets security, so the operations that were open say so. */
async function openByDefault(root: string): Promise<void> {
  const names = await readdir(join(root, 'openapi/paths'));
  for (const name of names.filter((one) => !one.startsWith('toys_')))
    await edit(root, `paths/${name}`, (item) => {
      for (const method of methods) if (item[method]) item[method].security ??= [];
    });
}

async function edit(root: string, name: string, change: (document: Node) => void): Promise<void> {
  const document = load(await readFile(join(root, 'openapi', name), 'utf8')) as Node;
  change(document);
  await write(root, name, document);
}

async function write(root: string, name: string, document: Node): Promise<void> {
  const file = join(root, 'openapi', name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, dump(document, { noRefs: true, lineWidth: -1 }));
}
