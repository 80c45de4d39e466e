import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { expect, it } from 'vitest';
import { projectRoot } from '../../lib/project.ts';
import type { JsonObject } from '../json.ts';
import { bundleContract } from './bundle.ts';
import { renderTypes } from './render-types.ts';

const toys = join(projectRoot, 'client/src/calls/testing');
const notice = `// The types of toy.yaml, written by \`npx vitest run contract/authoring/render-types.test.ts -u\`.
// biome-ignore-all format: openapi-typescript wrote it
`;

it('a contract without keywords of one direction → the same types as openapi-typescript', async () => {
  const document = withoutDirections(await bundleContract(projectRoot));
  const options = { immutable: true, silent: true, defaultNonNullable: false };
  const types = renderTypes(document).replace(/\/\*\* [^\n]*\nexport interface inputs \{[\s\S]*?\n\}\n/, '');
  expect(types).toBe(astToString(await openapiTS(document as unknown as OpenAPI3, options)));
});

it('readOnly, writeOnly, default and binary → as callers and handlers see them', async () => {
  const document = load(await readFile(join(toys, 'toy.yaml'), 'utf8')) as JsonObject;
  await expect(`${notice}${renderTypes(document)}`).toMatchFileSnapshot(join(toys, 'toy-api.ts'));
});

it('a map beside properties of other types → their values are allowed', () => {
  const schema = {
    type: 'object',
    properties: { text: { type: 'string' } },
    additionalProperties: { type: 'integer' },
  };
  const responses = { 200: { description: 'Toys.', content: { 'application/json': { schema } } } };
  const types = renderTypes({
    openapi: '3.1.0',
    paths: { '/toys': { get: { operationId: 'a', responses } } },
  });
  expect(types).toContain('readonly [key: string]: number | string;');
});

it('a parameter of a path with a default → handlers always have it', () => {
  const limit = { name: 'limit', in: 'query', schema: { allOf: [{ type: 'integer' }], default: 1 } };
  const get = { operationId: 'a', responses: { 204: { description: 'None.' } } };
  const types = renderTypes({ openapi: '3.1.0', paths: { '/toys': { parameters: [limit], get } } });
  const [callers = '', inputs = ''] = types.split('export interface inputs');
  expect(callers).toContain('readonly limit?: number;');
  expect(inputs).toMatch(/^ \{\s+readonly a: \{[\s\S]*readonly limit: number;/);
});

it('a default of a member that another schema declares → handlers always have it', () => {
  const Base = { type: 'object', properties: { name: { type: 'string' } } };
  const name = { type: 'string', default: 'a' };
  const schema = { type: 'object', allOf: [{ $ref: '#/components/schemas/Base' }], properties: { name } };
  const post = {
    operationId: 'a',
    requestBody: { content: { 'application/json': { schema } } },
    responses: { 204: { description: 'None.' } },
  };
  const types = renderTypes({
    openapi: '3.1.0',
    paths: { '/toys': { post } },
    components: { schemas: { Base } },
  });
  expect(types).toContain('readonly name: string;\n                } & WithRequired<');
  expect(types).toContain('\ntype WithRequired<T, K extends keyof T> =');
});

/** Without what requests and responses read differently, and without maps beside properties. */
function withoutDirections(document: object): JsonObject {
  return JSON.parse(JSON.stringify(document), (name, value) => {
    if (name === 'additionalProperties' && typeof value === 'object') return undefined;
    const isKeyword = ['readOnly', 'writeOnly', 'default'].includes(name) && typeof value !== 'object';
    return isKeyword || (name === 'format' && value === 'binary') ? undefined : value;
  });
}
