// This file has over 250 lines because it is one list: an edit for each refused row of one table.
import { addPost, addQuery, type Node, type ToySources } from './edited-toy.ts';

type Edit = (sources: ToySources) => void;

const success = ({ get }: ToySources): Node => get.responses['200'];
const answer = (toy: ToySources): Node => success(toy).content['application/json'];
const secured =
  (security: Node[]): Edit =>
  (toy) => {
    toy.root.components = { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } };
    toy.get.security = security;
  };
const scheme =
  (other: Node): Edit =>
  (toy) => {
    toy.root.components = { securitySchemes: { token: other } };
  };
const method =
  (name: string): Edit =>
  (toy) => {
    toy.item[name] = { ...structuredClone(toy.get), operationId: 'other' };
  };
const path =
  (template: string, parameters: readonly string[] = []): Edit =>
  (toy) => {
    toy.root.paths[template] = structuredClone(toy.item);
    const [code] = toy.get.parameters;
    toy.root.paths[template].get.operationId = 'other';
    toy.root.paths[template].get.parameters = parameters.map((name) => ({ ...code, name }));
  };
const query =
  (schema: Node, others: Node = {}): Edit =>
  (toy) =>
    void Object.assign(addQuery(toy, schema), others);
const body =
  (change: (requestBody: Node) => void): Edit =>
  (toy) =>
    change(addPost(toy).requestBody);
const bodyAs = (...types: string[]): Edit =>
  body((requestBody) => {
    const media = requestBody.content['application/json'];
    requestBody.content = Object.fromEntries(types.map((type) => [type, structuredClone(media)]));
  });
const bodySchema = (schema: Node): Edit =>
  body((requestBody) => Object.assign(requestBody.content['application/json'], { schema }));
const status =
  (name: string): Edit =>
  (toy) => {
    toy.get.responses[name] = { description: 'Other.' };
  };
const answerAs =
  (...types: string[]): Edit =>
  (toy) => {
    const media = answer(toy);
    success(toy).content = Object.fromEntries(types.map((type) => [type, structuredClone(media)]));
    for (const type of types.slice(1)) success(toy).content[type].examples = undefined;
  };
const answerSchema =
  (schema: Node): Edit =>
  (toy) => {
    answer(toy).schema = schema;
  };
const property =
  (schema: Node): Edit =>
  (toy) => {
    toy.thing.properties.code = schema;
  };
const header =
  (definition: Node): Edit =>
  (toy) => {
    success(toy).headers = { 'X-A': definition };
  };
const json = 'application/json';
const names = (schema: Node): Node => ({ type: 'object', properties: { name: schema } });

/** By the feature in the table of docs/guides/openapi-features.md: edits of the toy contract that use it. */
export const refusedEdits: Readonly<Record<string, Edit | Edit[]>> = {
  'OpenAPI 3.0 and 3.2': ['3.0.3', '3.2.0'].map((version) => ({ root }) => {
    root.openapi = version;
  }),
  '`jsonSchemaDialect` other than 2020-12': ({ root }) => {
    root.jsonSchemaDialect = 'http://json-schema.org/draft-07/schema#';
  },
  webhooks: (toy) => {
    toy.root.webhooks = { changed: { post: { ...toy.get, operationId: 'other' } } };
  },
  callbacks: (toy) => {
    toy.get.callbacks = {
      changed: { '{$url}': { post: { responses: { 200: { description: 'x' } } } } },
    };
  },
  '`externalValue`': (toy) => {
    answer(toy).examples.current = { externalValue: 'https://example.com/a.json' };
  },
  'base path in a server': ['/v1', 'https://example.com/v1', 'https://{host}/v1'].map((url) => ({ root }) => {
    root.servers = [{ url }];
  }),
  'servers of a path': ({ item }) => {
    item.servers = [{ url: 'https://example.com' }];
  },
  'servers of an operation': ({ get }) => {
    get.servers = [{ url: 'https://example.com' }];
  },

  'optional security (`{}`)': [secured([{}]), secured([{}, { token: [] }])],
  'alternatives in `security`': [
    secured([{ token: ['a'] }, { token: ['b'] }]),
    (toy) => {
      toy.root.security = [{ token: ['a'] }, { token: ['b'] }];
    },
  ],
  'several schemes in one requirement': secured([{ token: [], other: [] }]),
  'API key, HTTP basic, OAuth 2, mutual TLS': [
    scheme({ type: 'apiKey', in: 'header', name: 'X-Key' }),
    scheme({ type: 'http', scheme: 'basic' }),
    scheme({ type: 'oauth2', flows: {} }),
    scheme({ type: 'mutualTLS' }),
  ],
  'a second security scheme': (toy) => {
    const bearer = { type: 'http', scheme: 'bearer' };
    toy.root.components = { securitySchemes: { token: bearer, other: bearer } };
  },

  PUT: method('put'),
  PATCH: method('patch'),
  DELETE: method('delete'),
  'HEAD, OPTIONS, TRACE of your own': ['head', 'options', 'trace'].map(method),
  '`{a}-{b}`': path('/others/{a}-{b}', ['a', 'b']),
  '`{id}.json`': path('/others/{id}.json', ['id']),
  'path parameter with a hyphen': path('/others/{my-id}', ['my-id']),
  'other characters in a path, such as `:`': ['/others:all', '/others/a+b', '/others/é'].map((name) =>
    path(name),
  ),
  'path with a slash at its end': path('/others/'),
  '`/x/{a}` above `/x/latest`': path('/things/latest'),
  'parameter of a path without a definition': path('/others/{id}'),

  'scenarios that differ by a header only': (toy) => {
    const name = 'X-Mode';
    Object.assign(addQuery(toy), {
      in: 'header',
      name,
      examples: { current: { value: 'a' }, other: { value: 'b' } },
    });
    toy.get.parameters[0].examples.other = toy.get.parameters[0].examples.current;
    answer(toy).examples.other = { value: { code: 'b' } };
  },
  '`allowReserved`': query({ type: 'string' }, { allowReserved: true }),
  cookies: query({ type: 'string' }, { in: 'cookie' }),
  '`content` instead of `schema`': query(
    {},
    { schema: undefined, content: { [json]: { schema: { type: 'object' } } } },
  ),
  arrays: query({ type: 'array', items: { type: 'string' } }),
  'objects, `deepObject`': [
    query({ type: 'object' }),
    query({ type: 'object' }, { style: 'deepObject', explode: true }),
  ],
  '`pipeDelimited` and other styles': [
    query({ type: 'string' }, { style: 'pipeDelimited' }),
    query({ type: 'string' }, { style: 'spaceDelimited' }),
    ({ get }) => {
      get.parameters[0].style = 'label';
    },
  ],
  'several types, null, `oneOf`, no type': [
    query({ type: ['string', 'null'] }),
    query({ type: ['string', 'integer'] }),
    query({ oneOf: [{ type: 'string' }, { type: 'integer' }] }),
    query({}),
  ],
  'path parameter that is not a string': ({ get }) => {
    get.parameters[0].schema = { type: 'integer' };
  },
  'path parameter without `required: true`': ({ get }) => {
    get.parameters[0].required = false;
  },
  'names such as `page[size]` and `_page`': ['page[size]', '_page', 'a b'].map((name) =>
    query({ type: 'string' }, { name }),
  ),
  'Accept, Authorization, Content-Type': ['Accept', 'authorization', 'Content-Type'].map((name) =>
    query({ type: 'string' }, { in: 'header', name }),
  ),

  '`application/vnd.x+json`': bodyAs('application/vnd.x+json'),
  multipart: bodyAs('multipart/form-data'),
  urlencoded: bodyAs('application/x-www-form-urlencoded'),
  'text, binary, XML': ['text/plain', 'application/octet-stream', 'application/xml'].map((type) =>
    bodyAs(type),
  ),
  'several media types of a body': bodyAs(json, 'text/plain'),
  'optional body': body((requestBody) => {
    requestBody.required = false;
  }),
  'body without `x-max-bytes`': body((requestBody) => void delete requestBody['x-max-bytes']),
  'body without a schema': body((requestBody) => void delete requestBody.content[json].schema),
  'body that is a scalar': [
    bodySchema({ type: 'string' }),
    bodySchema({ type: ['object', 'null'] }),
    bodySchema({}),
  ],
  'body of a GET': (toy) => {
    toy.get.requestBody = addPost(toy).requestBody;
  },
  '`readOnly` in a request': bodySchema(names({ type: 'string', readOnly: true })),
  '`default` in a request': [
    bodySchema(names({ type: 'string', default: 'a' })),
    bodySchema({
      type: 'object',
      allOf: [names({ type: 'array', items: names({ type: 'string', default: 'a' }) })],
    }),
  ],
  '`date`, `date-time`, `email`, `uri` in a request': ['date', 'date-time', 'email', 'uri'].map((format) =>
    bodySchema(names({ type: 'string', format })),
  ),

  '204': (toy) => {
    addPost(toy).responses['204'] = { description: 'None.' };
  },
  '`default`': status('default'),
  '`4XX`': status('4XX'),
  'redirects, other successes': ['203', '206', '302', '102'].map(status),
  'operation without a success': (toy) => {
    toy.get.responses = { 404: success(toy) };
  },
  'response without content, other than 304': status('404'),
  'response without a schema': (toy) => void delete answer(toy).schema,
  'array as a response': answerSchema({ type: 'array', items: { type: 'string' } }),
  'scalar as a response': [
    answerSchema({ type: 'string' }),
    answerSchema({ type: ['object', 'null'] }),
    answerSchema({}),
  ],
  'text/plain, text/csv, binary': ['text/plain', 'text/csv', 'application/octet-stream'].map((type) =>
    answerAs(type),
  ),
  '`application/vnd.x+json` as a response': answerAs('application/vnd.x+json'),
  'several media types of a response': answerAs(json, 'text/plain'),
  '`writeOnly` in a response': property({ type: 'string', writeOnly: true }),
  'headers: boolean, array, `content`': [
    header({ schema: { type: 'boolean' } }),
    header({ schema: { type: 'array', items: { type: 'string' } } }),
    header({ content: { 'text/plain': { schema: { type: 'string' } } } }),
  ],

  '`nullable: true` of 3.0': property({ type: 'string', nullable: true }),
  'open prefixItems, unevaluatedItems': [
    property({ type: 'array', prefixItems: [{ type: 'string' }] }),
    property({ type: 'array', prefixItems: [{ type: 'string' }], unevaluatedItems: false }),
  ],
  'keywords without their `type` beside them': [
    property({ maxLength: 3 }),
    property({ allOf: [{ type: 'object', properties: {} }], unevaluatedProperties: false }),
    property({ $ref: 'Thing.yaml', required: ['code'] }),
  ],
  '`required` of an undefined property': property({ type: 'object', required: ['a'] }),
  'other formats': ['iri', 'idn-email', 'sku'].map((format) => property({ type: 'string', format })),
  'XML objects': property({ type: 'string', xml: { name: 'a' } }),
  '`$id`, `$anchor`, `$dynamicRef`': [
    property({ $id: 'https://example.com/a', type: 'string' }),
    property({ $anchor: 'a', type: 'string' }),
    property({ $dynamicRef: '#a' }),
  ],
};
