/** Edits of operations, requests, security and words; and, with those of responses, all edits. */
import { type Edit, edit, moved, typed } from './edit.ts';
import { responseEdits } from './response-edits.ts';

const query = (schema: object, more: object) => ({ name: 'page', in: 'query', schema, ...more });
const served = { unseen: 'the difference is in what the service does, not in the shape of its response' };

export const edits: readonly Edit[] = [
  ...responseEdits,

  // Operations and paths
  edit('operation removed', 'major', ({ root }) => void delete root.paths['/status'].get),
  edit('path removed', 'major', ({ root }) => void delete root.paths['/status']),
  edit('path renamed', 'major', ({ root }) => moved(root.paths, '/status', '/state')),
  edit(
    'path parameter renamed',
    'major',
    ({ root, shelf }) => {
      moved(root.paths, '/shelves/{shelf}', '/shelves/{board}');
      shelf.parameters[0].name = 'board';
    },
    typed,
  ),
  edit(
    'operationId renamed',
    'major',
    ({ shelf }) => {
      shelf.operationId = 'findShelf';
    },
    typed,
  ),
  edit('operation added', 'minor', ({ root }) => {
    root.paths['/state'] = { get: { ...root.paths['/status'].get, operationId: 'getState' } };
  }),
  edit('operation deprecated', 'minor', ({ shelf }) => {
    shelf.deprecated = true;
  }),

  // Parameters
  edit(
    'optional parameter added',
    'minor',
    ({ shelf }) => void shelf.parameters.push(query({ type: 'integer' }, {})),
  ),
  edit('required parameter added', 'major', ({ shelf }) => {
    shelf.parameters.push(query({ type: 'integer' }, { required: true, examples: { top: { value: 1 } } }));
  }),
  edit('parameter removed', 'major', ({ shelf }) => void shelf.parameters.splice(2, 1)),
  edit('parameter made required', 'major', ({ shelf }) => {
    shelf.parameters[3].required = true;
  }),
  edit(
    'default of a parameter changed',
    'major',
    ({ shelf }) => {
      shelf.parameters[1].schema.default = 5;
    },
    served,
  ),
  edit('pattern of a parameter changed', 'major', ({ shelf }) => {
    shelf.parameters[0].schema.pattern = '^[a-z]{4,}$';
  }),
  edit('limit of a parameter tightened', 'major', ({ shelf }) => {
    shelf.parameters[1].schema.maximum = 50;
  }),
  edit('limit of a parameter loosened', 'minor', ({ shelf }) => {
    shelf.parameters[1].schema.maximum = 200;
  }),
  edit('enum value of a parameter removed', 'major', ({ shelf }) => {
    shelf.parameters[2].schema.enum = ['name'];
    shelf.parameters[2].examples.top.value = 'name';
  }),
  edit(
    'enum value of a parameter added',
    'minor',
    ({ shelf }) => void shelf.parameters[2].schema.enum.push('age'),
  ),
  edit('type of a parameter narrowed', 'major', ({ shelf }) => {
    shelf.parameters[2].schema = { type: 'integer' };
    shelf.parameters[2].examples = { top: { value: 1 }, attic: { value: 1 } };
  }),

  // Request bodies
  edit('request property made required', 'major', ({ schemas }) => void schemas.Order.required.push('wrap')),
  edit('optional request property added', 'minor', ({ schemas }) => {
    schemas.Order.properties.colour = { type: 'string' };
  }),
  edit('request property removed', 'major', ({ schemas, order }) => {
    delete schemas.Order.properties.size;
    delete order.requestBody.content['application/json'].examples.ball.value.size;
  }),
  edit(
    'default of a request property changed',
    'major',
    ({ schemas }) => {
      schemas.Order.properties.gift.default = true;
    },
    served,
  ),
  edit('limit of a request property tightened', 'major', ({ schemas, order }) => {
    schemas.Order.properties.name.minLength = 5;
    order.requestBody.content['application/json'].examples.ball.value.name = 'Balloon';
  }),
  edit('body limit lowered', 'major', ({ order }) => {
    order.requestBody['x-max-bytes'] = 10;
  }),
  edit('body limit raised', 'minor', ({ order }) => {
    order.requestBody['x-max-bytes'] = 999;
  }),
  edit('request media type removed', 'major', ({ order }) => {
    moved(order.requestBody.content, 'application/json', 'application/vnd.toy+json');
  }),
  edit('request media type added', 'minor', ({ order }) => {
    const { content } = order.requestBody;
    content['application/vnd.toy+json'] = { schema: content['application/json'].schema };
  }),
  edit('request body added and required', 'major', ({ root, order }) => {
    root.paths['/wake'].post.requestBody = order.requestBody;
  }),
  edit('response default changed', 'minor', ({ schemas }) => {
    schemas.Toy.properties.price.default = 2;
  }),

  // Security
  edit('security added', 'major', ({ root }) => {
    root.paths['/status'].get.security = [{ clerk: [] }];
  }),
  edit('security removed', 'minor', ({ order }) => void delete order.security),
  edit('scope added', 'major', ({ order }) => void order.security[0].clerk.push('pay'), {
    unseen: 'the mock, which serves the edited toy, checks that a token is there, and no scopes',
  }),
  edit('scope removed', 'minor', ({ order }) => void order.security[0].clerk.pop()),

  // Words
  edit('words of a description changed', 'patch', ({ schemas }) => {
    schemas.Shelf.properties.count.description = 'The number.';
  }),
  edit('title of a kind of problem changed', 'patch', ({ schemas }) => {
    schemas.ProblemType['x-problems']['not-found'].title = 'Nothing there';
  }),
  edit('words of a summary changed', 'patch', ({ shelf }) => {
    shelf.summary = 'A shelf';
  }),
  edit('value of an example changed', 'patch', ({ example }) => {
    example.note = 'Old';
  }),
];
