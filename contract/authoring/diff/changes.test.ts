import { readdir } from 'node:fs/promises';
import { load } from 'js-yaml';
import { expect, it, vi } from 'vitest';
import { useTemporaryFolder } from '../../../lib/testing/use-temporary-folder.ts';
import { readContract } from '../../bundle-file.ts';
import { findChanges } from './changes.ts';
import { readToy, type Toy, toyText } from './testing/toy.ts';

const folder = useTemporaryFolder();
const { text } = readContract();
const edited = (...edits: readonly (readonly [from: string, to: string])[]) =>
  edits.reduce((document, [from, to]) => document.replace(from, to), text);
const unknownKinds = '            - /problems/unknown-layer\n            - /problems/unknown-category\n';

/** As our bundles were before objects were written flat. */
function extending(): string {
  const document = load(text) as { components: { schemas: { NotFoundProblem: object } } };
  const { schemas } = document.components;
  const { description, properties } = Object(schemas.NotFoundProblem);
  schemas.NotFoundProblem = {
    type: 'object',
    description,
    allOf: [{ $ref: '#/components/schemas/ProblemMembers' }],
    properties: { type: properties.type, status: properties.status },
    unevaluatedProperties: false,
  };
  return JSON.stringify(document);
}

// Each comparison starts Redocly, so these find several changes. `changes.e2e.test.ts` has one for each kind.
it('our contract edited → what breaks, what is added, what is words', async () => {
  const later = edited(
    ['/api/taxonomy/layers:', '/api/taxonomy/levels:'],
    ['/api/taxonomy/categories/{layer}:', '/api/taxonomy/categories/{level}:'],
    ['x-max-bytes: 8192', 'x-max-bytes: 99'],
    [unknownKinds, `${unknownKinds}            - /problems/not-found\n`],
    ['        - /problems/internal\n', '        - /problems/internal\n        - /problems/teapot\n'],
    ['summary: A media taxonomy', 'summary: The media taxonomy'],
    ['version: 1.2.0', 'version: 1.3.0'],
  );
  const found = (await findChanges(text, later)).map(({ level, message }) => `${level}: ${message}`);
  expect(found.filter((change) => change.startsWith('major'))).toEqual([
    'major: A parameter in the path was renamed: `/api/taxonomy/categories/{layer}` became `/api/taxonomy/categories/{level}`. Callers of the client name it.',
    'major: Bodies of more than 99 bytes are refused.',
    'major: Path `/api/taxonomy/layers` was renamed to `/api/taxonomy/levels`.',
    "major: Enum of `type` gained values: '/problems/not-found'.",
  ]);
  expect(found.filter((change) => !change.startsWith('major'))).toEqual([
    'minor: `enum` of schema `ProblemType` changed: ["/problems/teapot"] is new, [] is gone.',
    'patch: `summary` of info `info` changed.',
  ]);
});

it.each([
  ['the same', text],
  ['another version', edited(['version: 1.2.0', 'version: 1.3.0'])],
  ['another server', edited(['url: http://localhost:3000', 'url: https://registry.example'])],
  ['an object that extends its members', extending()],
])('%s → no change', async (_, later) => {
  expect(await findChanges(text, later)).toEqual([]);
});

it('the later text is no contract → an error, and no file is left', async () => {
  vi.stubEnv('TMPDIR', folder());
  await expect(findChanges(text, 'x')).rejects.toThrow('Command failed');
  vi.unstubAllEnvs();
  // Node keeps its compile cache there, too.
  expect((await readdir(folder())).filter((name) => name.startsWith('taxonomy-'))).toEqual([]);
});

const toy = (edit: (toy: Toy) => void) => {
  const read = readToy();
  edit(read);
  return JSON.stringify(read.root);
};
const guarded = [{ clerk: [] }];

it('the toy edited in many places → what breaks clients, what is added, what is words', async () => {
  const page = (value: number) => ({ type: 'integer', default: value });
  const prepare = ({ root, schemas, order, found }: Toy) => {
    root.components.parameters = { Page: { name: 'page', in: 'query', schema: page(1) } };
    root.paths['/status'].parameters = [{ $ref: '#/components/parameters/Page' }];
    const status = root.paths['/status'].get.responses[200].content['application/json'].schema;
    status.properties.load = page(1);
    const wake = {
      type: 'object',
      properties: { components: { type: 'object', properties: { at: page(1) } } },
    };
    const box = { $ref: '#/components/schemas/Box' };
    schemas.Order.properties.sizes = { type: 'array', uniqueItems: false, items: { type: 'string' } };
    schemas.Order.properties.card = { type: 'object', properties: {}, unevaluatedProperties: true };
    schemas.Box = { type: 'object', properties: { size: page(1) } };
    schemas.Shelf.properties.box = box;
    schemas.Shelf.properties.value = { type: 'integer', maximum: 9 };
    schemas.UnknownShelf.additionalProperties = { type: 'string' };
    schemas.Unauthenticated.unevaluatedProperties = false;
    const post = { ...root.paths['/wake'].post, operationId: 'setStatus' };
    post.requestBody = { content: { 'application/json': { schema: box } } };
    root.paths['/status'].post = post;
    root.paths['/status'].put = { ...root.paths['/wake'].post, operationId: 'putStatus' };
    root.paths['/wake'].post.requestBody = {
      ...order.requestBody,
      content: { 'application/json': { schema: wake } },
    };
    schemas.Toy.additionalProperties = { type: 'string' };
    found.headers['X-Pages'] = { schema: { type: 'integer' }, example: 1 };
    root.security = guarded;
    root.paths['/status'].get.security = [];
    return { status, wake };
  };
  const later = toy((edited) => {
    const { root, shelf, order, schemas, found, example } = edited;
    const { status, wake } = prepare(edited);
    root.components.parameters.Page.schema.default = 2;
    wake.properties.components.properties.at.default = 2;
    schemas.Box.properties.size.default = 2;
    schemas.Order.properties.sizes.uniqueItems = true;
    schemas.Order.properties.card.unevaluatedProperties = false;
    root.paths['/status'].post.requestBody['x-max-bytes'] = 10;
    root.paths['/status'].put.requestBody = { ...order.requestBody };
    schemas.UnknownShelf.additionalProperties = true;
    schemas.Toy.properties.kind.enum.unshift('odd');
    shelf.parameters[1].schema.default = 5;
    schemas.Order.properties.gift.default = true;
    schemas.Toy.additionalProperties = { type: 'integer' };
    found.headers['X-Count'].required = false;

    status.properties.load.default = 2;
    order.requestBody['x-max-bytes'] = 999;
    schemas.Shelf.additionalProperties = true;
    schemas.Shelf.properties.value.maximum = 5;
    schemas.Unauthenticated.unevaluatedProperties = true;
    schemas.ProblemType.enum.push('/problems/gone');
    shelf.parameters[2].schema.default = 'name';
    schemas.Toy.properties.price.default = 2;
    schemas.Shelf.properties.note.readOnly = true;
    schemas.Shelf.properties.count.writeOnly = false;
    schemas.Order.properties.size.readOnly = false;
    found.headers['X-Pages'].required = true;
    root.paths['/status'].get.requestBody = { ...order.requestBody, required: false };
    delete root.paths['/wake'].post.requestBody['x-max-bytes'];
    delete root.paths['/status'].get.security;
    root.security = [{}, ...guarded];

    schemas.Order.properties.size['x-note'] = 'a';
    shelf.parameters[3].schema.enum.reverse();
    schemas.ProblemType['x-problems']['not-found'].title = 'Nothing there';
    example.note = 'Old';
  });
  const found = await findChanges(toy(prepare), later);
  const changed = (level: string) =>
    found
      .filter((change) => change.level === level)
      .map(({ pointer }) => pointer.replaceAll('~1', '/'))
      .sort();
  expect(changed('major')).toEqual([
    '#/components/parameters/Page/schema/default',
    '#/components/schemas/Box/properties/size/default',
    '#/components/schemas/Order/properties/card/unevaluatedProperties',
    '#/components/schemas/Order/properties/gift/default',
    '#/components/schemas/Order/properties/sizes/uniqueItems',
    '#/components/schemas/Toy/additionalProperties/type',
    '#/components/schemas/Toy/properties/kind/enum',
    '#/components/schemas/UnknownShelf/additionalProperties',
    '#/paths//shelves/{shelf}/get/parameters/1/schema/default',
    '#/paths//shelves/{shelf}/get/responses/200/headers/X-Count/required',
    '#/paths//status/post/requestBody/x-max-bytes',
    '#/paths//status/put/requestBody',
    '#/paths//wake/post/requestBody/content/application/json/schema/properties/components/properties/at/default',
  ]);
  expect(changed('minor')).toEqual([
    '#/components/schemas/Order/properties/size/readOnly',
    '#/components/schemas/ProblemType/enum',
    '#/components/schemas/Shelf/additionalProperties',
    '#/components/schemas/Shelf/properties/count/writeOnly',
    '#/components/schemas/Shelf/properties/note/readOnly',
    '#/components/schemas/Shelf/properties/value/maximum',
    '#/components/schemas/Toy/properties/price/default',
    '#/components/schemas/Unauthenticated/unevaluatedProperties',
    '#/components/schemas/UnknownShelf/additionalProperties',
    '#/paths//orders/post/requestBody/x-max-bytes',
    '#/paths//shelves/{shelf}/get/parameters/2/schema/default',
    '#/paths//shelves/{shelf}/get/responses/200/headers/X-Pages/required',
    '#/paths//status/get/requestBody',
    '#/paths//status/get/responses/200/content/application/json/schema/properties/load/default',
    '#/paths//status/get/security',
    '#/paths//wake/post/requestBody',
    '#/security/0',
  ]);
  const removed = found.filter(({ document }) => document === 'base').map(({ pointer }) => pointer);
  expect(removed).toEqual([
    '#/components/schemas/UnknownShelf/additionalProperties',
    '#/paths/~1status/get/security',
  ]);
  expect(changed('patch')).toEqual([
    '#/components/schemas/Order/properties/size/x-note',
    '#/components/schemas/ProblemType/x-problems',
    '#/paths//shelves/{shelf}/get/parameters/3/schema/enum',
    '#/paths//shelves/{shelf}/get/responses/200/content/application/json/examples/top/value',
  ]);
});

it.each([
  ['guarded', guarded, 'major', 'What the operation asks for is now what the root asks for.'],
  ['open', [], 'minor', expect.any(String)],
  ['not declared', undefined, 'minor', expect.any(String)],
])(
  'an exception from the security of all operations, which is %s, is removed → %#',
  async (_, security, level, message) => {
    const base = toy(({ root, shelf }) => {
      root.security = security;
      shelf.security = [];
    });
    const later = toy(({ root }) => {
      root.security = security;
    });
    expect(await findChanges(base, later)).toMatchObject([{ level, message, document: 'base' }]);
  },
);

it('readOnly → breaking where clients send the member, and writeOnly where they receive it', async () => {
  const later = toy(({ schemas }) => {
    schemas.Order.properties.size.readOnly = true;
    schemas.Shelf.properties.note.readOnly = true;
    schemas.Toy.properties.price.writeOnly = true;
  });
  const found = (await findChanges(toyText, later)).map(({ level, pointer }) => [level, pointer]);
  expect(found).toEqual([
    ['major', '#/components/schemas/Order/properties/size/readOnly'],
    ['minor', '#/components/schemas/Shelf/properties/note/readOnly'],
    ['major', '#/components/schemas/Toy/properties/price/writeOnly'],
  ]);
});
