/** Edits of responses. */
import { type Edit, edit, moved } from './edit.ts';

export const responseEdits: readonly Edit[] = [
  edit('response property removed', 'major', ({ schemas, example }) => {
    delete schemas.Shelf.properties.count;
    schemas.Shelf.required = ['toys'];
    delete example.count;
  }),
  edit('response property renamed', 'major', ({ schemas, example }) => {
    moved(schemas.Shelf.properties, 'count', 'total');
    schemas.Shelf.required = ['toys', 'total'];
    moved(example, 'count', 'total');
  }),
  edit('response property made optional', 'major', ({ schemas, example }) => {
    schemas.Shelf.required = ['toys'];
    delete example.count;
  }),
  edit('response property added', 'minor', ({ schemas, example }) => {
    schemas.Shelf.properties.colour = { type: 'string' };
    example.colour = 'red';
  }),
  edit('closed response opened', 'minor', ({ schemas, example }) => {
    schemas.Shelf.additionalProperties = true;
    example.other = 1;
  }),
  edit('enum value of a response added', 'major', ({ schemas, example }) => {
    schemas.Toy.properties.kind.enum.push('odd');
    example.toys[0].kind = 'odd';
  }),
  edit(
    'enum value of a response removed',
    'minor',
    ({ schemas }) => void schemas.Toy.properties.kind.enum.pop(),
  ),
  edit('type in a response changed', 'major', ({ schemas, example }) => {
    schemas.Shelf.properties.count.type = 'string';
    delete schemas.Shelf.properties.count.minimum;
    example.count = 'one';
  }),
  edit('limit of a response loosened', 'major', ({ schemas, example }) => {
    schemas.Shelf.properties.note.maxLength = 99;
    example.note = 'Newer than all';
  }),
  edit('limit of a response tightened', 'minor', ({ schemas }) => {
    schemas.Shelf.properties.note.maxLength = 5;
  }),
  edit('response removed', 'major', ({ shelf }) => void delete shelf.responses['404'], {
    unseen: 'a client that gets a success where a problem was goes on',
  }),
  edit('error response added', 'minor', ({ shelf }) => {
    shelf.responses['410'] = { ...shelf.responses['404'], description: 'Gone.' };
  }),
  edit('response header removed', 'major', ({ found }) => void delete found.headers),
  edit(
    'response header made optional',
    'major',
    ({ found }) => {
      found.headers['X-Count'].required = false;
    },
    { unsent: 'x-count' },
  ),
  edit('response header added', 'minor', ({ found }) => {
    found.headers['X-Pages'] = { required: true, schema: { type: 'integer' }, example: 1 };
  }),
  edit('response media type removed', 'major', ({ found }) => void delete found.content['text/csv']),
  edit('response media type replaced', 'major', ({ found }) => {
    moved(found.content, 'application/json', 'application/vnd.toy+json');
  }),
  edit('kind of problem added to the catalogue', 'minor', ({ schemas }) => {
    schemas.ProblemType.enum.push('/problems/gone');
  }),
  edit('kind of problem added to a response', 'major', ({ schemas, shelf }) => {
    schemas.UnknownShelf.properties.type.enum.push('/problems/unauthenticated');
    shelf.responses['404'].content['application/problem+json'].examples.attic.value.type =
      '/problems/unauthenticated';
  }),
];
