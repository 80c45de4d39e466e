import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BaseResolver, lintDocument, makeDocumentFromString } from '@redocly/openapi-core';
import { beforeEach, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../../lib/testing/use-temporary-folder.ts';
import { createConfig } from '../redocly.ts';
import taxonomyPlugin from './index.js';

const config = await createConfig({
  plugins: [taxonomyPlugin()],
  preprocessors: { 'taxonomy/example-data': 'error' },
});

const folder = useTemporaryFolder();
beforeEach(() =>
  writeFile(join(folder(), 'release.json'), '{ "version": "1.2.3", "layers": [{ "code": "S" }] }'),
);

/** The value of the example after preprocessing, and the reported problems. */
async function fill(value: unknown) {
  const source = JSON.stringify({ openapi: '3.1.0', components: { examples: { current: { value } } } });
  const document = makeDocumentFromString<{ components: { examples: { current: { value: unknown } } } }>(
    source,
    join(folder(), 'openapi.yaml'),
  );
  const problems = await lintDocument({ document, config, externalRefResolver: new BaseResolver() });
  return {
    value: document.parsed.components.examples.current.value,
    problems: problems.map((p) => p.message),
  };
}

it.each([
  ['a whole file', { 'x-data': 'release.json' }, { version: '1.2.3', layers: [{ code: 'S' }] }],
  [
    'a part of a file',
    { data: { layers: { 'x-data': 'release.json#/layers' } } },
    { data: { layers: [{ code: 'S' }] } },
  ],
  ['an item of a list', [{ 'x-data': 'release.json#/layers/0/code' }], ['S']],
  ['no data', { version: '1.2.3', none: null }, { version: '1.2.3', none: null }],
])('x-data with %s → replaced by the value', async (_, given, value) => {
  expect(await fill(given)).toEqual({ value, problems: [] });
});

it.each([
  [
    'a pointer without a value',
    'release.json#/layers/1/code',
    'x-data: release.json has no value at /layers/1/code.',
  ],
  ['a missing file', 'lost.json', expect.stringMatching(/^ENOENT.*lost\.json/)],
])('x-data with %s → reported', async (_, reference, problem) => {
  const { problems } = await fill({ 'x-data': reference });
  expect(problems).toEqual([problem]);
});
