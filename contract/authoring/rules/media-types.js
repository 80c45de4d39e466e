// @ts-check
// What may be the media type of a body, and what its schema has to be. Requests and responses share it.
import { follow } from './follow.js';
import { branchesOf, isMap, schemasUnder, typesOf } from './schema-parts.js';

/**
 * @typedef {import('./follow.js').Context} Context
 * @typedef {import('./follow.js').Part} Part
 * @typedef {{ message: string, location: import('./follow.js').Location }} Issue
 * @typedef {'json' | 'text' | 'form' | 'multipart' | 'binary'} Kind
 */

/** @type {(type: string) => Kind} contract/payload.ts reads bodies by the same kinds */
export function kindOf(type) {
  if (/^application\/(?:[\w.-]+\+)?json$/.test(type)) return 'json';
  if (type.startsWith('text/')) return 'text';
  if (type === 'application/x-www-form-urlencoded') return 'form';
  return type === 'multipart/form-data' ? 'multipart' : 'binary';
}

/** What is wrong with the name of a media type, and what to do instead. @type {[RegExp, string][]} */
const unsupported = [
  [/[A-Z]/, 'Write it in lower case.'],
  [/;/, 'Remove the parameter: text is in UTF-8, and other parameters are not compared.'],
  [/\*/, 'Name each media type.'],
  [/^(?:application|text)\/xml$|\+xml$/, 'Use application/json.'],
  [
    /^text\/event-stream$|^application\/(?:x-ndjson|ndjson|jsonl|x-jsonlines|json-seq)$/,
    'Use application/json: bodies are not streamed.',
  ],
  [/^multipart\/(?!form-data$)/, 'Use multipart/form-data.'],
  [/^(?!application\/).*[/+]json$/, 'Use application/json, or application/vnd.….+json.'],
  [/^(?![\w!#$&^.+-]+\/[\w!#$&^.+-]+$)/, 'Use a type and a subtype, such as application/json.'],
];

/**
 * @param {Context} ctx
 * @param {string} type
 * @param {Part} media
 * @returns {Issue[]}
 */
export function mediaTypeIssues(ctx, type, { node, location }) {
  const [, remedy] = unsupported.find(([pattern]) => pattern.test(type)) ?? [];
  if (remedy !== undefined)
    return [{ message: `The media type ${type} is not supported. ${remedy}`, location: location.key() }];
  if (node.schema === undefined)
    return [{ message: `The body has no schema. Add ${usual(type)}.`, location: location.key() }];
  const schema = { node: node.schema, location: location.child('schema') };
  return [...encodingIssues({ node, location }), ...schemaIssues(ctx, type, schema)];
}

/** @param {string} type */
function usual(type) {
  return (
    { json: 'one', text: 'type: string', binary: 'type: string with format: binary' }[String(kindOf(type))] ??
    'type: object'
  );
}

/** @type {(media: Part) => Issue[]} */
function encodingIssues({ node, location }) {
  if (node.encoding === undefined) return [];
  const message =
    'encoding is not supported: in a form, files are binary, objects are JSON, and other values are text. Remove it.';
  return [{ message, location: location.child('encoding').key() }];
}

/** @type {(ctx: Context, type: string, schema: Part) => Issue[]} */
function schemaIssues(ctx, type, schema) {
  const kind = kindOf(type);
  if (kind === 'binary') return binaryIssues(type, follow(ctx, schema) ?? schema);
  const binaries = schemasUnder(ctx, schema).filter(({ node }) => node.format === 'binary');
  const misplaced =
    kind === 'multipart'
      ? []
      : binaries.map(({ location }) => ({
          message: `Binary data cannot be part of ${type}. Use contentEncoding: base64, or multipart/form-data.`,
          location: location.child('format'),
        }));
  if (kind === 'json') return misplaced;
  if (kind === 'text') return [...misplaced, ...textIssues(ctx, type, schema)];
  return [...misplaced, ...formIssues(ctx, type, schema)];
}

const beside = [
  'type',
  'format',
  'title',
  'description',
  'contentMediaType',
  'example',
  'examples',
  'deprecated',
  '$comment',
];

/** @type {(type: string, schema: Part) => Issue[]} */
function binaryIssues(type, { node, location }) {
  if (node.type !== 'string' || node.format !== 'binary')
    return [{ message: `A body as ${type} is bytes. Say type: string with format: binary.`, location }];
  return Object.keys(node)
    .filter((keyword) => !beside.includes(keyword))
    .map((keyword) => ({
      message: `${keyword} of bytes is not checked. Remove it; x-max-bytes limits a request.`,
      location: location.child(keyword).key(),
    }));
}

/** @type {(ctx: Context, type: string, schema: Part) => Issue[]} */
function textIssues(ctx, type, schema) {
  if (typesOf(ctx, schema).every((each) => each === 'string') && typesOf(ctx, schema).length > 0) return [];
  return [{ message: `A body as ${type} is text. Say type: string.`, location: schema.location }];
}

const scalars = ['string', 'integer', 'number', 'boolean'];

/** @type {(ctx: Context, type: string, form: Part) => Issue[]} */
function formIssues(ctx, type, form) {
  const branches = branchesOf(ctx, form);
  const choices = ['oneOf', 'anyOf', 'if', 'not', 'patternProperties'];
  const isObject = typesOf(ctx, form).every((each) => each === 'object') && typesOf(ctx, form).length > 0;
  if (!isObject || branches.some(({ node }) => choices.some((keyword) => keyword in node)))
    return [
      {
        message: `A body as ${type} is one object. Say type: object with properties, without ${choices.join(', ')}.`,
        location: form.location,
      },
    ];
  return branches
    .flatMap(({ node, location }) => [
      ...Object.entries(node.properties ?? {}).map(([name, member]) => ({
        node: member,
        location: location.child(['properties', name]),
      })),
      ...(isMap(node)
        ? [{ node: node.additionalProperties, location: location.child('additionalProperties') }]
        : []),
    ])
    .filter((field) => !isField(ctx, field))
    .map(({ location }) => ({
      message: 'A field of a form needs one type. Use a scalar, an object, or an array of these.',
      location,
    }));
}

/** @type {(ctx: Context, field: Part) => boolean} */
function isField(ctx, field) {
  const [type = '', ...others] = new Set(typesOf(ctx, field));
  if (others.length > 0) return false;
  if (type !== 'array') return type === 'object' || scalars.includes(type);
  const items = branchesOf(ctx, field).flatMap(({ node, location }) =>
    node.items === undefined ? [] : [{ node: node.items, location: location.child('items') }],
  );
  return (
    items.length > 0 && items.every((item) => !typesOf(ctx, item).includes('array') && isField(ctx, item))
  );
}
