import type { Handlers } from '../../../server/handler.ts';
import type { HandlerResponse, Input } from '../../../server/operation-types.ts';

type Given = Input<'combineSchemas'>['body'][number];
type Made = Extract<HandlerResponse<'combineSchemas'>['body'], readonly unknown[]>[number];

/** The entry as it is read: with an id and a size, and without its secret. */
function entry(given: Given, id: number): Made {
  const note = given.note === undefined ? {} : { note: given.note };
  if (given.kind === 'leaf') return { kind: 'leaf', id, ...note, size: given.size ?? 3 };
  return { kind: 'box', id, ...note, inner: given.inner.map((inner, index) => entry(inner, index + 1)) };
}

const headers = { Location: '/api/toys/catalogues' };

export const handlers = {
  combinePath: ({ path, query }) => ({ status: 200, body: { ...path, ...query } }),
  combineBodies: ({ headers, body: { lid, size } }) => {
    const note = headers['x-note'];
    return { status: 200, body: { lid, size, ...(note !== undefined && { note }) } };
  },
  combineDelete: ({ query }) => ({ status: 200, body: query.lid }),
  combineSchemas: ({ body }) => ({
    status: 201,
    headers: { ...headers, 'X-Count': body.length },
    body: body.map((given, index) => entry(given, index + 1)),
  }),
  combineTypes: ({ body, accepts }) => {
    if (accepts === 'text/plain') return { status: 200, mediaType: accepts, body: body ?? '' };
    const rows = body === undefined ? null : { rows: body.split('\n').length - 1 };
    return { status: 200, mediaType: 'application/json', body: rows };
  },
  combineComponents: ({ path, query: { id: other, $filter: filter }, body }) => ({
    status: 200,
    headers: { 'Content-Disposition': 'attachment; filename="toy.json"' },
    body: {
      id: path.id,
      ...(other !== undefined && { other }),
      ...(filter !== undefined && { filter }),
      ...body,
    },
  }),
} satisfies Partial<Handlers>;

export const wrong = {
  combinePath: ({ path, query: { filter: _, ...query } }) => ({ status: 200, body: { ...path, ...query } }),
  combineBodies: ({ body }) => ({ status: 200, body: { lid: body.lid, size: 3 } }),
  combineDelete: ({ query }) => ({ status: 200, body: query.lid.flatMap((lid) => lid.split(',')) }),
  combineSchemas: ({ body }) => ({
    status: 201,
    headers: { ...headers, 'X-Count': 9 },
    body: body.map(entry),
  }),
  combineTypes: ({ body, accepts }) =>
    accepts === 'text/plain'
      ? { status: 200, mediaType: accepts, body: JSON.stringify(body) }
      : { status: 200, mediaType: accepts, body: { rows: 0 } },
  combineComponents: ({ query, body }) => ({ status: 200, body: { id: String(query.id), note: body.note } }),
} satisfies Partial<Handlers>;
