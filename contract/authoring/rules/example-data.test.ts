import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BaseResolver, lintDocument, makeDocumentFromString } from '@redocly/openapi-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createConfig } from '../create-config.ts';
import taxonomyPlugin from './index.js';

const config = await createConfig({
  plugins: [taxonomyPlugin()],
  preprocessors: { 'taxonomy/example-data': 'error' },
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'example-data-'));
  await writeFile(join(folder, 'release.json'), '{ "version": "1.2.3", "layers": [{ "code": "S" }] }');
});
afterAll(() => rm(folder, { recursive: true }));

/** The example's value after preprocessing, and what was reported. */
async function fill(value: unknown) {
  const source = JSON.stringify({ openapi: '3.1.0', components: { examples: { current: { value } } } });
  const document = makeDocumentFromString<{ components: { examples: { current: { value: unknown } } } }>(
    source,
    join(folder, 'openapi.yaml'),
  );
  const problems = await lintDocument({ document, config, externalRefResolver: new BaseResolver() });
  return {
    value: document.parsed.components.examples.current.value,
    problems: problems.map((p) => p.message),
  };
}

it.each([
  ['whole file', { 'x-data': 'release.json' }, { version: '1.2.3', layers: [{ code: 'S' }] }],
  [
    'part of a file',
    { data: { layers: { 'x-data': 'release.json#/layers' } } },
    { data: { layers: [{ code: 'S' }] } },
  ],
  ['item of a list', [{ 'x-data': 'release.json#/layers/0/code' }], ['S']],
  ['no data', { version: '1.2.3', none: null }, { version: '1.2.3', none: null }],
])('%s → in its place', async (_, given, value) => {
  expect(await fill(given)).toEqual({ value, problems: [] });
});

it.each([
  [
    'nothing at the pointer',
    'release.json#/layers/1/code',
    'x-data: release.json holds nothing at /layers/1/code.',
  ],
  ['no such file', 'lost.json', expect.stringMatching(/^ENOENT.*lost\.json/)],
])('%s → reported', async (_, reference, problem) => {
  const { problems } = await fill({ 'x-data': reference });
  expect(problems).toEqual([problem]);
});
