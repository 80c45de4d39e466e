import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import { readContract } from '../../bundle-file.ts';
import { findChanges } from './changes.ts';
import { readToy, type Toy, toyText } from './testing/toy.ts';

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

it('the later text is no contract → an error', async () => {
  await expect(findChanges(text, 'x')).rejects.toThrow('Command failed');
});

const toy = (edit: (toy: Toy) => void) => {
  const read = readToy();
  edit(read);
  return JSON.stringify(read.root);
};
const guarded = [{ clerk: [] }];

it('an exception from the security of all operations is removed → breaking', async () => {
  const base = toy(({ root, shelf }) => {
    root.security = guarded;
    shelf.security = [];
  });
  const later = toy(({ root }) => {
    root.security = guarded;
  });
  const message = 'What the operation asks for is now what the root asks for.';
  expect(await findChanges(base, later)).toMatchObject([{ level: 'major', message }]);
});

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
