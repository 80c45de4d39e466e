import { expect, it } from 'vitest';
import { lintWith, operation } from './testing/lint.ts';

const lint = (mediaType: string, media: object) =>
  lintWith('example-status-matches', operation({ responses: { 404: { content: { [mediaType]: media } } } }));

const problem = 'application/problem+json';
const pointer = '#/paths/~1things/get/responses/404/content/application~1problem+json';

it.each([
  [
    'named example',
    { examples: { lost: { value: { status: 410 } } } },
    `${pointer}/examples/lost/value/status`,
  ],
  ['single example', { example: { status: 410 } }, `${pointer}/example/status`],
])('%s with another status → reported there', async (_, media, where) => {
  expect(await lint(problem, media)).toEqual([
    `${where}: The example has status 410, but its response is 404. Make them equal.`,
  ]);
});

it('a shared response in two operations → reported once', async () => {
  const item = { get: { responses: { 404: { $ref: '#/components/responses/Lost' } } } };
  const document = {
    paths: { '/a': item, '/b': item },
    components: { responses: { Lost: { content: { [problem]: { example: { status: 410 } } } } } },
  };
  expect(await lintWith('example-status-matches', document)).toHaveLength(1);
});

it.each([
  ['same status', problem, { example: { status: 404 } }],
  ['no status', problem, { examples: { lost: { value: {} } } }],
  ['problem of a batch result', problem, { example: { status: 404, results: [{ status: 422 }] } }],
  ['no problem', 'application/json', { example: { status: 410 } }],
])('%s → not reported', async (_, mediaType, media) => {
  expect(await lint(mediaType, media)).toEqual([]);
});
