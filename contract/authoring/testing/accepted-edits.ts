import { addPost, addQuery, type Node, type ToySources } from './edited-toy.ts';

type Edit = (sources: ToySources) => void;

const success = ({ get }: ToySources): Node => get.responses['200'];
const secured =
  (security: Node[]): Edit =>
  (toy) => {
    toy.root.components = { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } };
    toy.get.security = security;
  };
const query =
  (...schemas: Node[]): Edit =>
  (toy) => {
    schemas.forEach((schema, index) => {
      addQuery(toy, schema).name = `q${index}`;
    });
  };
const bodySchema =
  (schema: Node): Edit =>
  (toy) => {
    addPost(toy).requestBody.content['application/json'].schema = schema;
  };
const property =
  (...schemas: Node[]): Edit =>
  (toy) => {
    schemas.forEach((schema, index) => {
      toy.thing.properties[`p${index}`] = schema;
    });
  };
const string = { type: 'string' };
const named = { type: 'object', properties: { name: string } };

/** By the feature in the table of docs/guides/openapi-features.md: edits of the toy contract that use it. */
export const acceptedEdits: Readonly<Record<string, Edit | Edit[]>> = {
  'OpenAPI 3.1': () => {},
  'absolute servers, with variables in hosts': ({ root }) => {
    const variables = { host: { default: 'localhost' } };
    root.servers = [{ url: 'http://localhost:3000' }, { url: '/' }, { url: 'https://{host}', variables }];
  },

  'bearer token, with any number of scopes': [
    secured([{ token: [] }]),
    secured([{ token: ['a'] }]),
    secured([{ token: ['a', 'b'] }]),
  ],
  'security of the document, `security: []`': (toy) => {
    secured([])(toy);
    toy.root.security = [{ token: ['a'] }];
  },

  'GET (with HEAD), POST': (toy) => {
    addPost(toy);
  },
  '`{name}` as a whole segment': () => {},
  'operationId with a hyphen': ({ get }) => {
    get.operationId = 'get-thing';
  },
  'deprecated operations': ({ get }) => {
    get.deprecated = true;
  },

  'several, optional, with a default': query(string, { type: 'integer', default: 7 }),
  'enum, boolean, integer, number in queries': query(
    { enum: ['a', 'b'] },
    { type: 'boolean' },
    { type: 'integer' },
    { type: 'number' },
  ),
  'encoded `+`, `:`, spaces in queries': query(string),
  'parameters of a path, and their override': ({ item, get }) => {
    item.parameters = get.parameters;
    get.parameters = [{ ...get.parameters[0], schema: { type: 'string', maxLength: 3 } }];
  },
  'header parameters': (toy) => {
    Object.assign(addQuery(toy), { in: 'header', name: 'X-Mode' });
    Object.assign(addQuery(toy, { type: 'integer' }), { in: 'header', name: 'If-Match' });
  },
  '`allowEmptyValue`': (toy) => {
    Object.assign(addQuery(toy), { allowEmptyValue: true });
  },

  '`application/json`, object or array': [
    bodySchema(named),
    bodySchema({ type: 'array', items: string }),
    bodySchema({ oneOf: [named, { type: 'array', items: string }] }),
    bodySchema({ $ref: '../components/schemas/Thing.yaml' }),
    bodySchema({ type: 'object', properties: { default: string, readOnly: string, format: string } }),
  ],
  '`writeOnly` in a request': bodySchema({
    type: 'object',
    properties: { secret: { type: 'string', writeOnly: true } },
  }),

  '200, 201 with Location, 202, 304': ({ get }) => {
    const { examples: _, ...media } = get.responses['200'].content['application/json'];
    const content = { 'application/json': media };
    const headers = { Location: { required: true, schema: string } };
    Object.assign(get.responses, {
      201: { description: 'Made.', headers, content },
      202: { description: 'Taken.', content },
      304: { description: 'The same.' },
    });
  },
  '`readOnly` in a response': property({ type: 'string', readOnly: true }),
  'headers: string, integer, number': (toy) => {
    const types = ['string', 'integer', 'number'];
    success(toy).headers = Object.fromEntries(types.map((type) => [`X-${type}`, { schema: { type } }]));
  },

  "nullable as `type: [string, 'null']`": property({ type: ['string', 'null'] }),
  'recursion, allOf, anyOf, oneOf, not': property(
    { $ref: 'Thing.yaml' },
    { type: 'object', allOf: [{ $ref: 'Thing.yaml' }], unevaluatedProperties: false },
    { anyOf: [string, { type: 'integer' }] },
    { oneOf: [string, { type: 'integer' }] },
    { type: 'string', not: { const: 'a' } },
  ),
  discriminator: property({
    type: 'object',
    discriminator: { propertyName: 'kind' },
    oneOf: [{ ...named, required: ['name'] }],
  }),
  'maps, patternProperties, propertyNames': property({
    type: 'object',
    additionalProperties: string,
    patternProperties: { '^x': { type: 'integer' } },
    propertyNames: { maxLength: 3, type: 'string' },
  }),
  'closed prefixItems, contains, uniqueItems': property(
    { type: 'array', prefixItems: [string], minItems: 1, items: false },
    { type: 'array', contains: { const: 1 }, uniqueItems: true },
  ),
  'if, dependentRequired, dependentSchemas': property({
    ...named,
    if: { properties: { name: { const: 'a' } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { minProperties: 1 },
    dependentRequired: { name: ['name'] },
    dependentSchemas: { name: { maxProperties: 3 } },
  }),
  'formats of ajv-formats, not listed above': property(
    { type: 'string', format: 'uuid' },
    { type: 'string', format: 'date-time' },
    { type: 'integer', format: 'int32' },
  ),
};
