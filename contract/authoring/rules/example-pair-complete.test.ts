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
const place = '#/paths/~1things/get';

it.each<[string, Values, string]>([
  [
    'request example without answer',
    { parameters: [parameter('layer', { stars: 'S', lost: 'Z' })], responses: { 200: response('stars') } },
    `${place}/parameters/0/examples/lost: Example lost of parameter layer has no answer. Add examples.lost to the response it gets.`,
  ],
  [
    'body example without answer',
    { requestBody: body({ pop: 1, lost: 2 }), responses: { 200: response('pop') } },
    `${place}/requestBody/content/application~1json/examples/lost: Example lost of body has no answer. Add examples.lost to the response it gets.`,
  ],
  [
    'answer without a required parameter',
    { parameters: [parameter('layer', { stars: 'S' })], responses: { 200: response('stars', 'moves') } },
    `${place}/responses/200/content/application~1json/examples/moves: Scenario moves has no parameter layer. Add examples.moves there, it is required.`,
  ],
  [
    'answer without the required body',
    { requestBody: body({ pop: 1 }), responses: { 200: response('pop'), 422: response('lost') } },
    `${place}/responses/422/content/application~1json/examples/lost: Scenario lost has no body. Add examples.lost there, it is required.`,
  ],
  [
    'one of two required parameters without the name',
    {
      parameters: [parameter('layer', { pop: 'S' }), parameter('category', {})],
      responses: { 200: response('pop') },
    },
    `${place}/responses/200/content/application~1json/examples/pop: Scenario pop has no parameter category. Add examples.pop there, it is required.`,
  ],
  [
    'two answers of one name',
    {
      parameters: [parameter('layer', { stars: 'S' })],
      responses: { 200: response('stars'), 404: response('stars') },
    },
    `${place}/responses/404/content/application~1json/examples/stars: Scenario stars has an answer already. Keep one, or rename this one and its inputs.`,
  ],
  [
    'two scenarios with the same inputs',
    {
      requestBody: body({ pop: { hfn: 'S', n: 1 }, again: { n: 1, hfn: 'S' } }),
      responses: { 200: response('pop', 'again') },
    },
    `${place}/responses/200/content/application~1json/examples/again: Scenario again has the same inputs as pop. Give it other ones.`,
  ],
  [
    'two scenarios of an operation without inputs',
    { responses: { 200: response('current', 'other') } },
    `${place}/responses/200/content/application~1json/examples/other: Scenario other has the same inputs as current. Give it other ones.`,
  ],
  [
    'no scenario at all',
    { responses: { 200: {} } },
    `${place}/responses: The operation has no scenario. Add a named example to one of its responses.`,
  ],
])('%s → fires', async (_, get, want) => {
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
    'optional parameter that only one scenario gives',
    {
      parameters: [parameter('since', { old: '1.2.2' }, false)],
      responses: { 200: response('current', 'old') },
    },
  ],
  [
    'single example beside a scenario',
    {
      responses: {
        200: response('current'),
        500: { content: { 'application/problem+json': { example: {} } } },
      },
    },
  ],
])('%s → silent', async (_, get) => {
  expect(await lint(get)).toEqual([]);
});
