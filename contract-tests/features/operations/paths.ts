import type { Handlers } from '../../../server/handler.ts';

export const handlers = {
  getToyByName: ({ path }) => ({ status: 200, body: path }),
  listBetween: ({ path }) => ({ status: 200, body: path }),
  getToyFile: ({ path }) => ({ status: 200, body: path }),
  getMaker: ({ path }) => ({ status: 200, body: { id: path['maker-id'] } }),
  archiveItem: ({ path }) => ({ status: 202, body: { id: path.item } }),
  getKind: ({ path }) => ({ status: 200, body: { id: path.kind } }),
  getLatestKind: () => ({ status: 200, body: { latest: 'ball' } }),
  getNumber: ({ path }) => ({ status: 200, body: path }),
  'get-toy-parts': () => ({ status: 200, body: { latest: 'ball' } }),
  'toys.parts.create': () => ({ status: 201, body: { latest: 'ball' } }),
  getDocumented: () => ({ status: 200, body: { latest: 'ball' } }),
  rollDice: () => ({ status: 200, body: { eyes: 4 } }),
} satisfies Partial<Handlers>;

export const wrong = {
  getToyByName: ({ path }) => ({ status: 200, body: { name: path.name.replaceAll('%25', '%') } }),
  listBetween: ({ path: { low, high } }) => ({ status: 200, body: { low: high, high: low } }),
  getToyFile: ({ path }) => ({ status: 200, body: { id: `${path.id}.json` } }),
  getMaker: () => ({ status: 200, body: { id: 'maker-id' } }),
  archiveItem: ({ path }) => ({ status: 202, body: { id: `${path.item}:archive` } }),
  getKind: () => ({ status: 200, body: { id: 'latest' } }),
  getLatestKind: () => ({ status: 200, body: { latest: 'latest' } }),
  getNumber: ({ path }) => ({ status: 200, body: { number: -path.number, soft: path.soft } }),
  'get-toy-parts': () => ({ status: 200, body: { latest: 'get' } }),
  'toys.parts.create': () => ({ status: 201, body: { latest: 'create' } }),
  getDocumented: () => ({ status: 200, body: { latest: 'deprecated' } }),
  rollDice: () => ({ status: 200, body: { eyes: 5 } }),
} satisfies Partial<Handlers>;
