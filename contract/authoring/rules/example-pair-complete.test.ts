import { expect, it } from 'vitest';
import { lintWith, operation } from './testing/lint.ts';

type Values = Record<string, unknown>;

const examples = (values: Values) => ({
  examples: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])),
});
const parameter = (name: string, values: Values, required = true) => ({
  name,
  required,
  ...examples(values),
});
const body = (values: Values) => ({ required: true, content: { 'application/json': examples(values) } });
const response = (...names: string[]) => ({
  content: { 'application/json': examples(Object.fromEntries(names.map((name) => [name, {}]))) },
});

const lint = (get: Values) => lintWith('example-pair-complete', operation(get));
const pointer = '#/paths/~1things/get';

it.each<[string, Values, string]>([
  [
    'parameter example without response',
    { parameters: [parameter('layer', { stars: 'S', lost: 'Z' })], responses: { 200: response('stars') } },
    `${pointer}/parameters/0/examples/lost: Example lost of parameter layer has no response. Add examples.lost to the response that it gets.`,
  ],
  [
    'body example without response',
    { requestBody: body({ pop: 1, lost: 2 }), responses: { 200: response('pop') } },
    `${pointer}/requestBody/content/application~1json/examples/lost: Example lost of body has no response. Add examples.lost to the response that it gets.`,
  ],
  [
    'response without a required parameter',
    { parameters: [parameter('layer', { stars: 'S' })], responses: { 200: response('stars', 'moves') } },
    `${pointer}/responses/200/content/application~1json/examples/moves: Scenario moves has no parameter layer, which is required. Add examples.moves there.`,
  ],
  [
    'response without the required body',
    { requestBody: body({ pop: 1 }), responses: { 200: response('pop'), 422: response('lost') } },
    `${pointer}/responses/422/content/application~1json/examples/lost: Scenario lost has no body, which is required. Add examples.lost there.`,
  ],
  [
    'one of two required parameters without the name',
    {
      parameters: [parameter('layer', { pop: 'S' }), parameter('category', {})],
      responses: { 200: response('pop') },
    },
    `${pointer}/responses/200/content/application~1json/examples/pop: Scenario pop has no parameter category, which is required. Add examples.pop there.`,
  ],
  [
    'two responses of one name',
    {
      parameters: [parameter('layer', { stars: 'S' })],
      responses: { 200: response('stars'), 404: response('stars') },
    },
    `${pointer}/responses/404/content/application~1json/examples/stars: Scenario stars has two responses. Remove one, or rename this one and its inputs.`,
  ],
  [
    'two scenarios with the same inputs',
    {
      requestBody: body({ pop: { hfn: 'S', n: 1 }, again: { n: 1, hfn: 'S' } }),
      responses: { 200: response('pop', 'again') },
    },
    `${pointer}/responses/200/content/application~1json/examples/again: Scenario again has the same inputs as pop. Give it others; conditions do not count.`,
  ],
  [
    'two scenarios of an operation without inputs',
    { responses: { 200: response('current', 'other') } },
    `${pointer}/responses/200/content/application~1json/examples/other: Scenario other has the same inputs as current. Give it others; conditions do not count.`,
  ],
  [
    'two scenarios that differ by a condition, which one of them lacks',
    {
      parameters: [{ ...parameter('If-Match', { first: '"a"' }, false), in: 'header' }],
      responses: { 200: response('first', 'second') },
    },
    `${pointer}/responses/200/content/application~1json/examples/second: Scenario second has the same inputs as first. Give it others; conditions do not count.`,
  ],
  [
    'success without content, whose input has no named example',
    { parameters: [parameter('layer', {})], responses: { 204: {} } },
    `${pointer}/responses: The operation has no scenario. Add a named example to one of its responses, or to its inputs where a success has no content.`,
  ],
  [
    'no scenario at all',
    { responses: { 200: response() } },
    `${pointer}/responses: The operation has no scenario. Add a named example to one of its responses, or to its inputs where a success has no content.`,
  ],
])('%s → reported', async (_, get, want) => {
  expect(await lint(get)).toEqual([want]);
});

it.each<[string, Values]>([
  [
    'every pair complete',
    {
      parameters: [parameter('layer', { stars: 'S', lost: 'Z' })],
      responses: { 200: response('stars'), 404: response('lost') },
    },
  ],
  ['one scenario without inputs', { responses: { 200: response('current') } }],
  [
    'optional parameter in only one scenario',
    {
      parameters: [parameter('since', { old: '1.2.2' }, false)],
      responses: { 200: response('current', 'old') },
    },
  ],
  [
    'two media types of one response',
    { responses: { 200: { content: { ...response('all').content, 'text/csv': examples({ all: 'a' }) } } } },
  ],
  [
    'scenarios that differ by a header',
    {
      parameters: [{ ...parameter('X-Mode', { all: 'a', none: 'b' }), in: 'header' }],
      responses: { 200: response('all', 'none') },
    },
  ],
  [
    'success without content',
    {
      parameters: [parameter('layer', { stars: 'S', lost: 'Z' })],
      responses: { 204: {}, 404: response('lost') },
    },
  ],
  ['success without content, and no inputs', { responses: { 204: {} } }],
  [
    'single example beside a scenario',
    {
      responses: {
        200: response('current'),
        500: { content: { 'application/problem+json': { example: {} } } },
      },
    },
  ],
])('%s → not reported', async (_, get) => {
  expect(await lint(get)).toEqual([]);
});

it('parameter of a path → an input of each of its operations, and each example used by one of them', async () => {
  const parameters = [parameter('box', { old: 'a', lost: 'b', odd: 'c' })];
  const item = {
    parameters,
    get: { responses: { 200: response('old', 'other') } },
    delete: { parameters: [parameter('box', { lost: 'd' })], responses: { 200: response('lost') } },
  };
  expect(await lintWith('example-pair-complete', { paths: { '/things': item } })).toEqual([
    `${pointer}/responses/200/content/application~1json/examples/other: Scenario other has no parameter box, which is required. Add examples.other there.`,
    '#/paths/~1things/parameters/0/examples/odd: Example odd of parameter box has no response. Add examples.odd to the response that it gets.',
  ]);
});
