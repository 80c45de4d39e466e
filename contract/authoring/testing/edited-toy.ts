import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { thing, thingPath, writeToyContract } from './toy-contract.ts';

// biome-ignore lint/suspicious/noExplicitAny: an edit reaches deep into documents of any form.
export type Node = Record<string, any>;

/** The parsed sources of the toy contract, for an edit. */
export interface ToySources {
  readonly root: Node;
  readonly item: Node;
  readonly thing: Node;
  /** The operations of `item`. `post` is there after `addPost`. */
  readonly get: Node;
}

/** Writes the toy contract into a folder, with an edit. */
export async function writeEditedToy(folder: string, edit: (sources: ToySources) => void): Promise<void> {
  await writeToyContract(folder);
  const names = { root: 'openapi/openapi.yaml', item: thingPath, thing };
  const parsed = Object.entries(names).map(
    async ([key, name]) => [key, load(await readFile(join(folder, name), 'utf8'))] as const,
  );
  const sources = Object.fromEntries(await Promise.all(parsed)) as unknown as ToySources;
  edit({ ...sources, get: sources.item.get });
  const written = Object.entries(names).map(([key, name]) =>
    writeFile(join(folder, name), dump(sources[key as keyof ToySources], { noRefs: true })),
  );
  await Promise.all(written);
}

/** Adds a POST with a JSON body to the toy contract, and returns it. */
export function addPost({ item, get }: ToySources): Node {
  const post = structuredClone(get);
  const schema = { type: 'object', properties: { name: { type: 'string' } } };
  const content = { 'application/json': { schema, examples: { current: { value: { name: 'a' } } } } };
  item.post = {
    ...post,
    operationId: 'changeThing',
    requestBody: { required: true, 'x-max-bytes': 1000, content },
  };
  return item.post;
}

/** Adds an optional query parameter to the toy contract, and returns it. */
export function addQuery({ get }: ToySources, schema: Node = { type: 'string' }): Node {
  const parameter: Node = { name: 'q', in: 'query', schema };
  get.parameters.push(parameter);
  return parameter;
}
