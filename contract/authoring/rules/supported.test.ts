import { expect, it } from 'vitest';
import { lintWith, operation } from './testing/lint.ts';

const object = { type: 'object' };
const answer = { content: { 'application/json': { schema: object } } };
const list = { name: 'q', in: 'query', schema: { type: 'array', items: { type: 'string' } } };
const bearer = { type: 'http', scheme: 'bearer' };
const shared = { responses: { Shared: { content: { 'text/csv': { schema: object } } } } };
const reference = { $ref: '#/components/responses/Shared' };
const twice = { get: { responses: { 200: answer, 404: reference, 409: reference } } };
const post = (body: object) => ({
  paths: { '/a': { post: { requestBody: { 'x-max-bytes': 9, ...body } } } },
});
const pet = (kind: string) => ({ type: 'object', properties: { kind: { const: kind } } });
const choice = (mapping?: object) => ({
  components: {
    schemas: {
      Cat: pet('cat'),
      Pet: {
        oneOf: [{ $ref: '#/components/schemas/Cat' }],
        discriminator: { propertyName: 'kind', mapping },
      },
    },
  },
});

it.each([
  [
    'supported-bodies',
    post(answer),
    post({ content: { 'application/xml': { schema: object } } }),
    '#/paths/~1a/post/requestBody/content/application~1xml: The media type application/xml is not supported. Use application/json.',
  ],
  [
    'supported-discriminators',
    choice({ cat: '#/components/schemas/Cat' }),
    choice(),
    '#/components/schemas/Pet/oneOf/0: The discriminator cannot choose this schema. Its property kind needs const: Cat, or the discriminator another mapping.',
  ],
  [
    'supported-document',
    operation({ responses: {} }),
    { webhooks: {} },
    '#/webhooks: Webhooks are not supported. Remove them, or let callers ask an operation.',
  ],
  [
    'supported-headers',
    operation({ responses: { 200: { headers: { A: { schema: { type: 'string' } } } } } }),
    operation({ responses: { 200: { headers: { 'Set-Cookie': { schema: { type: 'string' } } } } } }),
    '#/paths/~1things/get/responses/200/headers/Set-Cookie: The header Set-Cookie is not supported. Cookies are not supported. Remove it.',
  ],
  [
    'supported-methods',
    { paths: { '/a': { put: {}, patch: {}, delete: {} } } },
    { paths: { '/a': { head: {} } } },
    '#/paths/~1a/head: The method head is not supported. Remove it: HEAD works wherever there is get.',
  ],
  [
    'supported-parameters',
    operation({ parameters: [list] }),
    operation({ parameters: [{ ...list, style: 'spaceDelimited' }] }),
    '#/paths/~1things/get/parameters/0/style: Style spaceDelimited of parameter q is not supported with type array. Use form or pipeDelimited.',
  ],
  [
    'supported-paths',
    { paths: { '/a/{c}': {}, '/a/b': {}, '/a/{c}.json': {}, '/a/{c-d}/{e}:all': {} } },
    { paths: { '/a/{c}{d}': {} } },
    '#/paths/~1a~1{c}{d}: The segment {c}{d} does not say where a parameter ends. Put text between, such as -.',
  ],
  [
    'supported-responses',
    operation({ responses: { 200: answer, 204: {}, 304: {} } }),
    { paths: { '/a': twice }, components: shared },
    '#/components/responses/Shared/content/text~1csv: The media type text/csv is not supported for 404. Use application/problem+json.',
  ],
  [
    'supported-security',
    { security: [{ a: ['x'] }, {}], components: { securitySchemes: { a: bearer } } },
    { security: [{ a: ['x'], b: [] }], components: { securitySchemes: { a: bearer, b: bearer } } },
    '#/security/0: Several schemes in one requirement are not supported. Keep one, or make alternatives: one list item for each.',
  ],
  [
    'supported-servers',
    { servers: [{ url: '/' }, { url: 'http://localhost:3000' }] },
    { servers: [{ url: 'http://localhost:3000/v1' }] },
    '#/servers/0/url: The base path /v1 of a server is not supported. Write it in front of each path in paths.',
  ],
])('%s: supported → not reported; unsupported → reported, with what to do instead', async (...row) => {
  const [rule, supported, unsupported, message] = row;
  expect(await lintWith(rule, supported)).toEqual([]);
  expect((await lintWith(rule, unsupported))[0]).toBe(message);
});
