import type { Handlers } from '../../../server/handler.ts';
import { Problem } from '../../../server/http/problem.ts';
import { represent } from '../../../server/http/representation.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const catalogue = await represent<{ name: string }>(Buffer.from('{"name":"ball"}'), 'application/json');

function check(guess: string) {
  if (guess === 'lost') throw new Problem('not-found', 'There is no such toy.');
  if (guess === 'taken') throw new Problem('version-conflict', 'This toy is taken.');
}

export const handlers = {
  createToy: ({ body }) => ({
    status: 201,
    headers: { Location: `/api/toys/by-name/${body.name}` },
    body,
  }),
  queueToy: ({ body }) => ({ status: body.name === 'new' ? 201 : body.name === 'later' ? 202 : 200, body }),
  lightLamp: ({ path }) => ({ status: 204, headers: { 'X-Lit': path.lamp } }),
  breakLamp: () => ({ status: 202 }),
  getCatalogue: () => ({ status: 200, body: catalogue }),
  listNames: () => ({ status: 200, body: ['ball', 'doll'] }),
  countToys: () => ({ status: 200, body: 0 }),
  getMotto: () => ({ status: 200, body: '' }),
  isOpen: () => ({ status: 200, body: false }),
  getOwner: () => ({ status: 200, body: null }),
  getRules: () => ({ status: 200, body: '"Play" é\n' }),
  getTable: ({ query }) => ({ status: 200, body: `name,size\r\nball,${query.size}\r\n` }),
  getPhoto: () => ({ status: 200, body: bytes('PNG') }),
  getArchive: () => ({ status: 200, body: bytes('PK') }),
  getReport: ({ query: { size }, accepts }) => {
    switch (accepts) {
      case 'text/csv':
        return { status: 200, mediaType: accepts, body: `size\r\n${size}\r\n` };
      case 'application/octet-stream':
        return { status: 200, mediaType: accepts, body: bytes(String(size)) };
      default:
        return { status: 200, mediaType: 'application/json', body: { size } };
    }
  },
  getHal: () => ({ status: 200, body: { name: 'ball' } }),
  guessToy: ({ path }) => {
    check(path.guess);
    return { status: 200, body: { name: path.guess } };
  },
  solveRiddle: ({ path }) => {
    check(path.guess);
    return { status: 200, body: { name: path.guess } };
  },
  getStock: () => ({
    status: 200,
    headers: { 'X-Unit': 'cm', 'X-Total': 12, 'X-Price': 1.5 },
    body: { name: 'ball' },
  }),
  listMembers: () => ({ status: 200, body: [{ id: 7, label: 'ball' }] }),
  getToyHealth: ({ query: { broken } }) =>
    broken ? { status: 503, body: { well: false } } : { status: 200, body: { well: true } },
} satisfies Partial<Handlers>;

export const wrong = {
  createToy: ({ body }) => ({ status: 201, body }),
  queueToy: ({ body }) => ({ status: body.name === 'new' ? 201 : 200, body }),
  lightLamp: () => ({ status: 204 }),
  breakLamp: () => {
    throw new Problem('not-found', 'There is no such lamp.');
  },
  getCatalogue: () => ({ status: 200, body: { name: 'ball' } }),
  listNames: () => ({ status: 200, body: ['doll', 'ball'] }),
  countToys: () => ({ status: 200, body: 1 }),
  getMotto: () => ({ status: 200, body: 'null' }),
  isOpen: () => ({ status: 200, body: true }),
  getOwner: () => ({ status: 200, body: 'null' }),
  getRules: () => ({ status: 200, body: JSON.stringify('"Play" é\n') }),
  getTable: () => ({ status: 200, body: 'size,name\r\n3,ball\r\n' }),
  getPhoto: () => ({ status: 200, body: bytes('GIF') }),
  getArchive: () => ({ status: 200, body: bytes('') }),
  // Does not negotiate.
  getReport: ({ query: { size } }) => ({ status: 200, mediaType: 'application/json', body: { size } }),
  getHal: () => ({ status: 200, body: { name: 'hal' } }),
  guessToy: ({ path }) => ({ status: 200, body: { name: path.guess } }),
  solveRiddle: ({ path }) => ({ status: 200, body: { name: path.guess } }),
  getStock: () => ({ status: 200, headers: { 'X-Unit': 'cm', 'X-Total': 12.5 }, body: { name: 'ball' } }),
  listMembers: () => ({ status: 200, body: [{ label: 'ball' } as { id: number; label: string }] }),
  getToyHealth: ({ query: { broken } }) => ({ status: 200, body: { well: !broken } }),
} satisfies Partial<Handlers>;
