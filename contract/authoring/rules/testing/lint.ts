import { fileURLToPath } from 'node:url';
import { lintFromString } from '@redocly/openapi-core';
import { createConfig } from '../../redocly.ts';

type Node = Record<string, unknown>;

const configPath = fileURLToPath(new URL('../../../../redocly.yaml', import.meta.url));

/** The problems that one rule reports, as `pointer: message`. The plugin is loaded from its path, as Redocly does. */
export async function lintWith(rule: string, document: Node): Promise<string[]> {
  const plugins = ['contract/authoring/rules/index.js'];
  const config = await createConfig({ plugins, rules: { [`taxonomy/${rule}`]: 'error' } }, { configPath });
  const source = JSON.stringify({ openapi: '3.1.0', ...document });
  const problems = await lintFromString({ source, config });
  return problems.map(({ location, message }) => `${location[0]?.pointer}: ${message}`);
}

/** A document with one operation, GET /things. */
export function operation(get: Node, components: Node = {}): Node {
  return { paths: { '/things': { get } }, components };
}

/** A document with the schema components.schemas.Thing. */
export function schema(Thing: Node, others: Node = {}): Node {
  return { components: { schemas: { Thing, ...others } } };
}
