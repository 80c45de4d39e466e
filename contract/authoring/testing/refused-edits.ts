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
const operationId =
  (id?: string): Edit =>
  ({ get }) => {
    get.operationId = id;
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
const media =
  (type: string, definition: Node): Edit =>
  (toy) => {
    addPost(toy).requestBody.content = {
      [type]: { examples: { current: { value: { name: 'a' } } }, ...definition },
    };
  };
const status =
  (name: string, response: Node = {}): Edit =>
  (toy) => {
    toy.get.responses[name] = { description: 'Other.', ...response };
  };
const error = (type: string, definition: Node = { schema: { type: 'object' } }): Node => ({
  content: { [type]: definition },
});
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
  '`$ref` to another host': answerSchema({ $ref: 'https://example.com/a.json' }),
  'base path in a server': ['/v1', 'https://example.com/v1', 'https://{host}/v1'].map((url) => ({ root }) => {
    root.servers = [{ url }];
  }),
  'servers of a path or an operation': [
    ({ item }) => {
      item.servers = [{ url: 'https://example.com' }];
    },
    ({ get }) => {
      get.servers = [{ url: 'https://example.com' }];
    },
  ],

  'several schemes in one requirement': secured([{ token: [], other: [] }]),
  'a scheme that is not defined': secured([{ other: [] }]),
  'OAuth 2, OpenID Connect, mutual TLS, HTTP digest': [
    scheme({ type: 'oauth2', flows: {} }),
    scheme({ type: 'openIdConnect', openIdConnectUrl: 'https://example.com' }),
    scheme({ type: 'mutualTLS' }),
    scheme({ type: 'http', scheme: 'digest' }),
  ],
  'API key in a cookie, or in Authorization': [
    scheme({ type: 'apiKey', in: 'cookie', name: 'key' }),
    scheme({ type: 'apiKey', in: 'header', name: 'Authorization' }),
  ],

  'a parameter that is an API key, schemes of one name': [
    (toy) => {
      scheme({ type: 'apiKey', in: 'query', name: 'q' })(toy);
      addQuery(toy);
    },
    (toy) => {
      const key = { type: 'apiKey', in: 'query', name: 'key' };
      toy.root.components = { securitySchemes: { partnerKey: key, 'partner-key': key } };
    },
  ],

  'HEAD, OPTIONS, TRACE of your own': ['head', 'options', 'trace'].map(method),
  '`{a}{b}`, and a parameter twice': [path('/others/{a}{b}', ['a', 'b']), path('/others/{a}/{a}', ['a'])],
  'characters such as `%`, `é` and a space in a path': [
    '/others%20all',
    '/é',
    '/a b',
    '/a//b',
    '/a/../b',
  ].map((name) => path(name)),
  'path with a slash at its end': path('/others/'),
  '`/x/{a}` beside `/x/{b}`': path('/things/{id}', ['id']),
  'paths of the documents, such as `/docs`': ['/docs', '/problems/{code}', '/openapi.json'].map((name) =>
    path(name, name.includes('{') ? ['code'] : []),
  ),
  'parameter of a path without a definition': path('/others/{id}'),
  'no operationId': operationId(),
  'two operations of one operationId': (toy) => {
    addPost(toy).operationId = toy.get.operationId;
  },
  'operationId such as `constructor`, `then` or `get thing`': [
    ...['constructor', '__proto__', 'toString', 'then', 'get thing', '1st', 'a/b'],
  ].map(operationId),

  'scenarios that differ by a condition only': (toy) => {
    const name = 'If-Match';
    Object.assign(addQuery(toy), { in: 'header', name, examples: { current: { value: 'a' } } });
    toy.get.parameters[0].examples.other = toy.get.parameters[0].examples.current;
    answer(toy).examples.other = { value: { code: 'b' } };
  },
  '`allowReserved`': query({ type: 'string' }, { allowReserved: true }),
  '`allowEmptyValue`': query({ type: 'string' }, { allowEmptyValue: true }),
  cookies: query({ type: 'string' }, { in: 'cookie' }),
  '`content` instead of `schema`': query(
    {},
    { schema: undefined, content: { [json]: { schema: { type: 'object' } } } },
  ),
  'arrays and objects in a path or a header': [
    query({ type: 'array', items: { type: 'string' } }, { in: 'header', name: 'X-A' }),
    query({ type: 'object' }, { in: 'header', name: 'X-A' }),
    ({ get }) => {
      get.parameters[0].schema = { type: 'array', items: { type: 'string' } };
    },
  ],
  'objects as `form`, `deepObject` not exploded': [
    query({ type: 'object' }),
    query({ type: 'object' }, { style: 'deepObject', explode: false }),
  ],
  'arrays and objects within arrays and objects': [
    query({ type: 'array', items: { type: 'array', items: { type: 'string' } } }),
    query({ type: 'array', items: { type: 'object' } }),
    query({ type: 'array', minItems: 1, prefixItems: [{ type: 'string' }], items: false }),
    query({ type: 'array' }),
    query(names({ type: 'array', items: { type: 'string' } }), { style: 'deepObject' }),
    query(names({ type: 'object' }), { style: 'deepObject' }),
    query({ type: 'object', properties: { 'a[b]': { type: 'string' } } }, { style: 'deepObject' }),
  ],
  'spaceDelimited, label, matrix': [
    query({ type: 'array', items: { type: 'string' } }, { style: 'spaceDelimited' }),
    query({ type: 'string' }, { style: 'pipeDelimited' }),
    ...['label', 'matrix'].map(
      (style): Edit =>
        ({ get }) => {
          get.parameters[0].style = style;
        },
    ),
  ],
  'several types, null, no type': [
    query({ type: ['string', 'null'] }),
    query({ type: ['string', 'integer'] }),
    query({ oneOf: [{ type: 'string' }, { type: 'integer' }] }),
    query({ enum: [1, 'a'] }),
    query({}),
  ],
  'path parameter without `required: true`': ({ get }) => {
    get.parameters[0].required = false;
  },
  'names such as `_page`, `a b` and `constructor`': ['_page', 'a b', 'a=b', 'constructor'].map((name) =>
    query({ type: 'string' }, { name }),
  ),
  'headers such as Accept, Authorization, Host': [
    ...['Accept', 'authorization', 'Content-Type', 'Host', 'Content-Length', 'Sec-Fetch-Mode'],
  ].map((name) => query({ type: 'string' }, { in: 'header', name })),

  'XML as a body': [bodyAs('application/xml'), bodyAs('text/xml'), bodyAs('image/svg+xml')],
  'streams as a body': bodyAs('application/x-ndjson'),
  'multipart other than form-data': bodyAs('multipart/mixed'),
  'upper case, parameters, ranges in a media type': [
    bodyAs('Application/JSON'),
    bodyAs('application/json; charset=utf-8'),
    bodyAs('text/*'),
    bodyAs('*/*'),
  ],
  'JSON outside of `application/`': [bodyAs('text/json'), bodyAs('model/gltf+json')],
  '`encoding`': media('multipart/form-data', {
    schema: names({ type: 'string' }),
    encoding: { name: { contentType: 'text/plain' } },
  }),
  'forms that are not one object': [
    media('multipart/form-data', { schema: { type: 'string' } }),
    media('application/x-www-form-urlencoded', { schema: { oneOf: [names({ type: 'string' }), names({})] } }),
  ],
  'fields of a form with several types, or nested arrays': [
    media('multipart/form-data', { schema: names({ type: ['string', 'null'] }) }),
    media('multipart/form-data', { schema: names({}) }),
    media('application/x-www-form-urlencoded', {
      schema: names({ type: 'array', items: { type: 'array', items: { type: 'string' } } }),
    }),
  ],
  'text that is not a string': bodyAs('text/plain'),
  'bytes with another schema than `format: binary`': [
    bodyAs('application/octet-stream'),
    media('image/png', { schema: { type: 'string', format: 'binary', maxLength: 9 } }),
    media('image/png', { schema: {} }),
  ],
  '`format: binary` outside of multipart and bytes': [
    bodySchema(names({ type: 'string', format: 'binary' })),
    media('application/x-www-form-urlencoded', { schema: names({ type: 'string', format: 'binary' }) }),
  ],
  'body without `x-max-bytes`': body((requestBody) => void delete requestBody['x-max-bytes']),
  'body without a schema': body((requestBody) => void delete requestBody.content[json].schema),
  'body that is a scalar': [
    bodySchema({ type: 'string' }),
    bodySchema({ type: ['object', 'null'] }),
    bodySchema({}),
  ],
  'body of a GET or a DELETE': [
    (toy) => {
      toy.get.requestBody = addPost(toy).requestBody;
    },
    (toy) => {
      toy.item.delete = addPost(toy);
      toy.item.post = undefined;
    },
  ],
  '`default` of a body, in oneOf, anyOf, not, conditions': [
    bodySchema({ type: 'object', default: {} }),
    bodySchema({ type: 'object', oneOf: [names({ type: 'string', default: 'a' })] }),
    bodySchema(names({ anyOf: [{ type: 'string', default: 'a' }, { type: 'integer' }] })),
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    bodySchema({ type: 'object', if: { required: [] }, then: names({ type: 'string', default: 'a' }) }),
  ],

  'redirects, other successes': ['203', '206', '302', '102'].map((name) => status(name)),
  '`1XX`, `2XX`, `3XX`': ['1XX', '2XX', '3XX'].map((name) => status(name)),
  'operation without a success': (toy) => {
    toy.get.responses = { 404: success(toy) };
  },
  'content of 204 and 304': ['204', '304'].map((name) => status(name, error(json))),
  'error without content': status('404'),
  'error that is not JSON, or of several media types': [
    status('404', error('text/plain')),
    status('404', { content: { [json]: {}, 'application/problem+json': {} } }),
  ],
  'error that is not an object': status('404', error(json, { schema: { type: 'array' } })),
  '400, 401, 403, 413, 415, 429, 500, ranges, `default` in JSON': ['400', '500', '4XX', 'default'].map(
    (name) => status(name, error(json)),
  ),
  'example of a range without its status': [
    status(
      '4XX',
      error('application/problem+json', { schema: { type: 'object' }, examples: { a: { value: {} } } }),
    ),
    status(
      'default',
      error('application/problem+json', {
        schema: { type: 'object' },
        examples: { a: { value: { status: 200 } } },
      }),
    ),
  ],
  'response without a schema': (toy) => void delete answer(toy).schema,
  'response of any type': answerSchema({}),
  'XML, streams, forms as a response': [
    ...[
      'application/xml',
      'text/event-stream',
      'application/jsonl',
      'multipart/form-data',
      'application/problem+json',
    ],
  ].map((type) => answerAs(type)),
  'headers: boolean, array, `content`': [
    header({ schema: { type: 'boolean' } }),
    header({ schema: { type: 'array', items: { type: 'string' } } }),
    header({ content: { 'text/plain': { schema: { type: 'string' } } } }),
  ],
  'Content-Type, Content-Encoding, Set-Cookie as a header': [
    'Content-Type',
    'Content-Encoding',
    'set-cookie',
  ].map((name) => (toy: ToySources) => {
    success(toy).headers = { [name]: { schema: { type: 'string' } } };
  }),

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
  'properties called `$ref`, or such as `constructor`': ['constructor', 'toString', '$ref'].map((name) =>
    property({ type: 'object', properties: { [name]: { type: 'string' } } }),
  ),
  'components called `X.request` or `X.response`': property({ $ref: 'Thing.request.yaml' }),
  'discriminator without oneOf, or without const': [
    property({ type: 'object', properties: {}, discriminator: { propertyName: 'code' } }),
    property({ oneOf: [{ $ref: 'Thing.yaml' }], discriminator: { propertyName: 'code' } }),
  ],
  'extensions such as `x-a.b` in schemas': property({ type: 'string', 'x-a.b': 1 }),
  'other formats': ['iri', 'idn-email', 'sku'].map((format) => property({ type: 'string', format })),
  'XML objects': property({ type: 'string', xml: { name: 'a' } }),
  '`$id`, `$anchor`, `$dynamicRef`': [
    property({ $id: 'https://example.com/a', type: 'string' }),
    property({ $anchor: 'a', type: 'string' }),
    property({ $dynamicRef: '#a' }),
  ],
};
