import { expect, it } from 'vitest';
import { lintWith } from './testing/lint.ts';

const lint = (document: Record<string, unknown>) => lintWith('root-components-security-only', document);

const components = { schemas: { Layer: {} }, securitySchemes: { token: { type: 'http', scheme: 'bearer' } } };

it('schemas in the root of the sources → reported', async () => {
  expect(await lint({ paths: { '/things': { $ref: 'paths/things.yaml' } }, components })).toEqual([
    '#/components/schemas: Root components hold schemas. Move them to files in components/schemas and refer to these files.',
  ]);
});

it('only securitySchemes in the root of the sources → not reported', async () => {
  const { securitySchemes } = components;
  const document = { paths: { '/things': { $ref: 'paths/things.yaml' } }, components: { securitySchemes } };
  expect(await lint(document)).toEqual([]);
});

it('schemas in the bundle → not reported', async () => {
  expect(await lint({ paths: { '/things': { get: {} } }, components })).toEqual([]);
});
