import type { Handlers } from '../../../server/handler.ts';
import { Problem } from '../../../server/http/problem.ts';

export const handlers = {
  searchToys: ({ query }) => ({ status: 200, body: query }),
  measureToys: ({ query }) => ({ status: 200, body: query }),
  labelToys: ({ query }) => ({ status: 200, body: query }),
  getShelf: ({ path, query }) => ({ status: 200, body: { shelf: path.shelf, unit: query.unit } }),
  getMode: ({ headers }) => ({ status: 200, body: { mode: headers['x-mode'] } }),
  setMode: ({ headers, body }) => ({ status: 200, body: { mode: headers['x-mode'], loud: body.loud } }),
  getDepth: ({ headers }) => {
    const { 'x-depth': depth, 'x-wide': wide } = headers;
    return { status: 200, body: { depth, ...(wide !== undefined && { wide }) } };
  },
  listTagged: ({ query }) => ({ status: 200, body: { tags: query.tag } }),
  listListed: ({ query }) => ({ status: 200, body: { tags: query.tag } }),
  listPiped: ({ query }) => ({ status: 200, body: { tags: query.tag } }),
  listCounted: ({ query: { size, soft } }) => ({
    status: 200,
    body: { sizes: size, ...(soft && { soft }) },
  }),
  filterToys: ({ query }) => ({ status: 200, body: query.filter }),
  pageToys: ({ query }) => ({ status: 200, body: { size: query['page[size]'], other: query['x-y.z'] } }),
  listMade: ({ query }) => ({ status: 200, body: query }),
  listNamed: ({ query }) => ({ status: 200, body: query }),
  listOld: ({ query }) => ({ status: 200, body: query }),
  listDescribed: ({ query }) => {
    if (query.size > 90) throw new Problem('not-found', 'There is no such toy.');
    return { status: 200, body: { size: query.size } };
  },
} satisfies Partial<Handlers>;

export const wrong = {
  searchToys: ({ query: { colour: _, ...query } }) => ({ status: 200, body: query }),
  measureToys: ({ query }) => ({ status: 200, body: { ...query, soft: Boolean(String(query.soft)) } }),
  labelToys: ({ query }) => ({ status: 200, body: { label: query.label.replaceAll('+', ' ') } }),
  getShelf: ({ path }) => ({ status: 200, body: { shelf: path.shelf, unit: 'mm' } }),
  getMode: () => ({ status: 200, body: { mode: 'all' } }),
  setMode: ({ body }) => ({ status: 200, body: { mode: 'all', loud: body.loud } }),
  getDepth: ({ headers }) => ({ status: 200, body: { depth: headers['x-depth'] } }),
  listTagged: ({ query }) => ({ status: 200, body: { tags: query.tag.slice(-1) } }),
  listListed: ({ query }) => ({ status: 200, body: { tags: query.tag.flatMap((tag) => tag.split(',')) } }),
  listPiped: ({ query }) => ({ status: 200, body: { tags: [query.tag.join('|')] } }),
  listCounted: ({ query: { size } }) => ({ status: 200, body: { sizes: size.toSorted() } }),
  filterToys: ({ query }) => ({ status: 200, body: { colour: query.filter.colour } }),
  pageToys: ({ query }) => ({ status: 200, body: { size: 10, other: query['x-y.z'] } }),
  listMade: ({ query }) => ({ status: 200, body: { ...query, day: query.day.replace('-29', '-28') } }),
  listNamed: ({ query }) => ({ status: 200, body: { name: query.name } }),
  listOld: () => ({ status: 200, body: { age: 0 } }),
  listDescribed: ({ query }) => ({ status: 200, body: { size: query.size } }),
} satisfies Partial<Handlers>;
