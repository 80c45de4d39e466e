import { expect, it } from 'vitest';
import { lintWith, operation } from './testing/lint.ts';

const object = { type: 'object' };
const answer = { content: { 'application/json': { schema: object } } };
const parameter = { name: 'q', in: 'query', schema: { type: 'array' } };
const bearer = { type: 'http', scheme: 'bearer' };
const shared = { responses: { Shared: { content: { 'text/csv': { schema: object } } } } };
const reference = { $ref: '#/components/responses/Shared' };
const twice = { get: { responses: { 200: answer, 404: reference, 409: reference } } };

it.each([
  [
    'supported-bodies',
    { paths: { '/a': { post: { requestBody: { required: true, 'x-max-bytes': 9, ...answer } } } } },
    { paths: { '/a': { post: { requestBody: { 'x-max-bytes': 9, ...answer } } } } },
    '#/paths/~1a/post/requestBody: An optional body is not supported. Add required: true, and make its properties optional.',
  ],
  [
    'supported-document',
    operation({ responses: {} }),
    { webhooks: {} },
    '#/webhooks: Webhooks are not supported. Remove them, or let callers ask an operation.',
  ],
  [
    'supported-methods',
    operation({ responses: {} }),
    { paths: { '/a': { put: {} } } },
    '#/paths/~1a/put: The method put is not supported. Use post.',
  ],
  [
    'supported-parameters',
    operation({ parameters: [{ ...parameter, schema: { type: 'string' } }] }),
    operation({ parameters: [parameter] }),
    '#/paths/~1things/get/parameters/0/schema: Parameter q needs one type. Use string, integer, number or boolean; lists and objects are not supported, put them into a body.',
  ],
  [
    'supported-paths',
    { paths: { '/a/b': {}, '/a/{c}': {}, '/a/{c}/b': {} } },
    { paths: { '/a/{c}': {}, '/a/b': {} } },
    '#/paths/~1a~1b: The path /a/{c} is above this one and takes its requests. Move this path above it.',
  ],
  [
    'supported-responses',
    operation({ responses: { 200: answer, 304: {} } }),
    { paths: { '/a': twice }, components: shared },
    '#/components/responses/Shared/content/text~1csv: The media type text/csv is not supported for 404. Use application/problem+json.',
  ],
  [
    'supported-security',
    { security: [{ a: ['x'] }], components: { securitySchemes: { a: bearer } } },
    { security: [{ a: ['x'] }, { a: ['y'] }] },
    '#/security: Alternatives in security are not supported. Keep one requirement, or make two operations.',
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
