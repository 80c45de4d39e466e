import { getResponse } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { editedContract } from '../../../contract/testing/edited-contract.ts';
import { createHandlers, type HandlerOptions } from './create-handlers.ts';

afterEach(() => void vi.unstubAllGlobals());

/** A contract with our problems and these paths. */
function contractOf(paths: object) {
  return editedContract((document) => Object.assign(document, { security: [], paths }));
}

const done = (responses: object = { 200: { description: 'Done.' } }) => ({
  get: { operationId: 'a', responses },
});
const other = () => ({ get: { ...done().get, operationId: 'b' } });

const content = (examples: object) => ({ 'application/json': { schema: { type: 'object' }, examples } });
const headers = {
  ETag: { schema: { type: 'string' }, example: '"abc"' },
  'X-Count': { schema: { type: 'integer' }, example: 3 },
  'X-Other': { schema: { type: 'integer' } },
};
const shelf = {
  name: 'shelf',
  in: 'path',
  required: true,
  schema: { type: 'string', maxLength: 9 },
  examples: { allToys: { value: 'top' }, unknownShelf: { value: 'attic' } },
};
const onShelf = ({ get }: ReturnType<typeof done>) => ({ get: { ...get, parameters: [shelf] } });
const toys = contractOf({
  '/toys/version': {
    get: {
      operationId: 'getVersion',
      responses: {
        200: {
          description: 'The version.',
          headers,
          content: content({ current: { value: { version: '1' } } }),
        },
      },
    },
  },
  '/toys/{shelf}': {
    get: {
      operationId: 'listToys',
      parameters: [shelf],
      responses: {
        200: { description: 'The toys.', content: content({ allToys: { value: { toys: [] } } }) },
        404: {
          description: 'No such shelf.',
          content: content({ unknownShelf: { value: { title: 'Unknown' } } }),
        },
        429: {
          description: 'Too fast.',
          content: { 'application/json': { schema: { type: 'object' }, example: { title: 'Slow down' } } },
        },
      },
    },
  },
});

const origin = 'https://toys.example';

/** The response of the handlers, or undefined where they leave the request to MSW. */
function ask(contract = toys, options: HandlerOptions<string> = {}) {
  const handlers = createHandlers(contract, options);
  return (path: string, init?: RequestInit) =>
    getResponse(handlers, new Request(path.startsWith('http') ? path : origin + path, init));
}

describe('an unknown path', () => {
  it.each<[situation: string, contract: typeof toys, path: string, status: number | undefined]>([
    ['below the first segment of all', toys, '/toys/a/b', 404],
    ['that is the first segment of all', toys, '/toys', 404],
    ['that begins like it', toys, '/toyshop', undefined],
    ['elsewhere', toys, '/', undefined],
    ['where paths have nothing in common', contractOf({ '/a': done(), '/b': other() }), '/c', undefined],
    ['that is a path of these', contractOf({ '/a': done(), '/b': other() }), '/b', 200],
    ['below the only path', contractOf({ '/a/b': done() }), '/a/b/c', 404],
    ['beside the only path', contractOf({ '/a/b': done() }), '/a/c', undefined],
    [
      'where every path begins with a parameter',
      contractOf({ '/{shelf}/b': onShelf(done()), '/{shelf}/c': onShelf(other()) }),
      '/x/d',
      undefined,
    ],
    ['that is the beginning of all', contractOf({ '/a/b': done(), '/a/b/c': other() }), '/a', undefined],
  ])('%s → answered only where the contract has it', async (_, contract, path, status) => {
    expect((await ask(contract)(path))?.status).toBe(status);
  });
});

describe('the base URL', () => {
  it.each([
    ['https://toys.example/v1', 'https://toys.example/v1/toys/version', 200],
    ['https://toys.example/v1/', 'https://toys.example/v1/toys/version?a', 400],
    ['https://toys.example/v1', 'https://toys.example/v11/toys/version', undefined],
    ['https://toys.example/v1', 'https://toys.example/toys/version', undefined],
    ['/v1', 'https://page.example/v1/toys/version', 200],
    ['/v1', 'https://toys.example/v1/toys/version', undefined],
  ])('%s, and a request to %s → %s', async (baseUrl, url, status) => {
    vi.stubGlobal('location', new URL('https://page.example/index.html'));
    expect((await ask(toys, { baseUrl })(url))?.status).toBe(status);
  });
});

describe('a response', () => {
  it('headers → sent as text where they have an example', async () => {
    const response = await ask()('/toys/version');
    expect(Object.fromEntries(response?.headers ?? [])).toMatchObject({
      'content-type': 'application/json',
      etag: '"abc"',
      'x-count': '3',
    });
    expect(response?.headers.has('x-other')).toBe(false);
  });

  it('no content → no body and no Content-Type', async () => {
    const contract = contractOf({ '/a': done({ 204: { description: 'Done.' } }) });
    const response = await ask(contract)('/a');
    expect([response?.status, response?.body, response?.headers.get('content-type')]).toEqual([
      204,
      null,
      null,
    ]);
  });

  it('one example, which has no name → sent', async () => {
    const response = await ask()('/toys/top', { headers: { prefer: 'code=429' } });
    expect([response?.status, await response?.json()]).toMatchObject([429, { title: 'Slow down' }]);
  });

  it('content without an example → 501, which says so', async () => {
    const schema = { type: 'object' };
    const contract = contractOf({
      '/a': done({ 200: { description: 'Done.', content: { 'application/json': { schema } } } }),
    });
    const response = await ask(contract)('/a');
    expect([response?.status, await response?.json()]).toMatchObject([
      501,
      {
        detail:
          'The response 200 of this operation has no example, and handlers of MSW generate none. taxonomy-mock does.',
      },
    ]);
  });

  it.each([
    ['text/csv', 'a,b', 'text/csv; charset=utf-8'],
    ['application/json', [1], 'application/json'],
  ])('%s → as the service sends it', async (type, example, sent) => {
    const contract = contractOf({
      '/a': done({ 200: { description: 'Done.', content: { [type]: { schema: {}, example } } } }),
    });
    const response = await ask(contract)('/a');
    expect(response?.headers.get('content-type')).toBe(sent);
    expect(await response?.text()).toBe(typeof example === 'string' ? example : JSON.stringify(example));
  });
});

describe('Prefer', () => {
  it.each<[prefer: string, status: number]>([
    ['code=404', 404],
    ['example=unknownShelf', 404],
    ['example = "unknownShelf"', 404],
    ['respond-async, code=429', 429],
    ['code=404, example=unknownShelf', 404],
    ['code=40', 400],
    ['code=4040', 400],
    ['code="404"', 404],
    ['dynamic=false', 200],
    ['respond-async', 200],
  ])('%s → %i', async (prefer, status) => {
    expect((await ask()('/toys/top', { headers: { prefer } }))?.status).toBe(status);
  });

  it('a code that is no status → names the header', async () => {
    const response = await ask()('/toys/top', { headers: { prefer: 'code=many' } });
    expect(await response?.json()).toMatchObject({
      errors: [{ pointer: '/headers/prefer', detail: 'has a code that is no status' }],
    });
  });

  it.each<[query: string, status: number]>([
    ['__code=404', 404],
    ['__example=unknownShelf', 404],
    ['__dynamic=true', 501],
    ['__code=429&__example=none', 404],
  ])('without it, the query %s → %i', async (query, status) => {
    expect((await ask()(`/toys/top?${query}`))?.status).toBe(status);
  });
});

it('only one operation → others, and unknown paths, are left to MSW', async () => {
  const send = ask(toys, { only: ['getVersion'] });
  const paths: [path: string, method: string][] = [
    ['/toys/version', 'GET'],
    ['/toys/version', 'PUT'],
    ['/toys/top', 'GET'],
    ['/toys/a/b', 'GET'],
  ];
  const statuses = paths.map(async ([path, method]) => (await send(path, { method }))?.status);
  expect(await Promise.all(statuses)).toEqual([200, undefined, undefined, undefined]);
});
