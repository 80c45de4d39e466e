import { describe, expect, it } from 'vitest';
import { createTaxonomyClient } from './calls/taxonomy-client.ts';
import { toyClient } from './calls/testing/toy-client.ts';
import { recordUses } from './record-uses.ts';

const contract = { version: '1.2.0', checksum: 'a'.repeat(64) };
const body = {
  layer: 'S',
  categories: [
    { code: 'POP', name: 'Pop', tags: ['a'] },
    { code: 'ROC', 'a/b': null, replacedBy: 'POP' },
  ],
  counts: { all: 2 },
};
type Body = typeof body;

function recordToy(json: unknown = body, init: ResponseInit = {}) {
  const fetch = async () => Response.json(json, init);
  return recordUses(toyClient({}, { fetch }), { consumer: 'library', contract });
}

/** The members that are recorded when a test reads data. */
async function membersRead(read: (data: Body) => unknown, json: unknown = body) {
  const { client, uses } = recordToy(json);
  const { data } = await client.call();
  read(data as Body);
  return uses().uses[0]?.members;
}

const everyMember = [
  '/categories/*/a~1b',
  '/categories/*/code',
  '/categories/*/name',
  '/categories/*/replacedBy',
  '/categories/*/tags/*',
  '/counts/all',
  '/layer',
];

describe('a member', () => {
  it.each<[string, (data: Body) => unknown, string[]]>([
    ['nothing', () => {}, []],
    ['a member', (data) => data.layer, ['/layer']],
    ['a member twice', (data) => [data.layer, data.layer], ['/layer']],
    ['a destructured one', ({ counts: { all } }) => all, ['/counts/all']],
    ['a list alone', (data) => data.categories.length, ['/categories']],
    ['each item', (data) => data.categories.map(({ code }) => code), ['/categories/*/code']],
    [
      'what only one item has',
      (data) => data.categories.map((c) => c.replacedBy),
      ['/categories/*/replacedBy'],
    ],
    ['an item of a list in a list', (data) => data.categories[0]?.tags?.at(0), ['/categories/*/tags/*']],
    ['a name with a slash', (data) => data.categories[1]?.['a/b'], ['/categories/*/a~1b']],
    ['in', (data) => 'layer' in data, ['/layer']],
    [
      'what is not there',
      (data) => [Reflect.get(data, 'then'), Reflect.get(data, 'toString'), 'x' in data],
      [],
    ],
    ['an object alone', (data) => Object.keys(data.counts), ['/counts']],
    ['a spread', (data) => ({ ...data.counts }), ['/counts/all']],
    ['JSON', (data) => JSON.stringify(data), everyMember],
    ['a comparison', (data) => expect(data).toEqual(body), everyMember],
  ])('%s is read → it is recorded, and what implies nothing more is left out', async (_, read, want) => {
    expect(await membersRead(read)).toEqual(want);
  });

  it.each([
    [50, '/key7/size'],
    [51, '/*/size'],
  ])('an object with %i names → the member %s', async (length, member) => {
    const map = Object.fromEntries(Array.from({ length }, (_, index) => [`key${index}`, { size: index }]));
    const read = (data: unknown) => (data as typeof map).key7?.size;
    expect(await membersRead(read, map)).toEqual([member]);
  });

  it('1000 members → all of them', async () => {
    const inner = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`b${index}`, 1]));
    const deep = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`a${index}`, inner]));
    expect(await membersRead(JSON.stringify, deep)).toHaveLength(1000);
  });

  it('more than 1000 members → an error that says what to do', async () => {
    const inner = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`b${index}`, 1]));
    const deep = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`a${index}`, inner]));
    const message =
      'More than 1000 members of call 200 were used. Read single members, not the whole response.';
    await expect(membersRead(JSON.stringify, deep)).rejects.toThrow(new Error(message));
  });
});

describe('data of the recorded client', () => {
  it('is read → it has the values, the types and the identity that it had', async () => {
    const data = (await recordToy().client.call()).data as Body;
    expect(data).toEqual(body);
    expect(Array.isArray(data.categories)).toBe(true);
    expect(data.categories).toBe(data.categories);
  });

  it('a call → results in the members that it has without recording', async () => {
    const { client } = recordToy();
    expect(Object.keys(await client.call()).sort()).toEqual(['data', 'response']);
  });

  it('is frozen, as libraries of state do → it can still be read', async () => {
    const { client, uses } = recordToy();
    const data = Object.freeze((await client.call()).data) as Body;
    Object.freeze(data.counts);
    expect(data.counts.all).toBe(2);
    expect(uses().uses[0]?.members).toEqual(['/counts/all']);
  });

  it('is a Blob, a text or nothing → it is that', async () => {
    const blob = new Blob(['a'], { type: 'image/png' });
    const fetch = async () => new Response(blob);
    const { client } = recordUses(toyClient({ produces: ['image/png'] }, { fetch }), {
      consumer: 'a',
      contract,
    });
    const { data } = await client.call();
    expect(await (data as Blob).text()).toBe('a');
  });
});

describe('a use', () => {
  const taxonomy = (response: () => Response) =>
    recordUses(createTaxonomyClient({ baseUrl: 'http://127.0.0.1', fetch: async () => response() }), {
      consumer: 'library',
      tier: 'production',
      contract,
    });

  it('several operations and statuses → sorted, whatever the order of the calls', async () => {
    let status = 404;
    const problem = { type: '/problems/unknown-layer', title: 'Unknown', status };
    const { client, uses } = taxonomy(() =>
      status === 200
        ? Response.json({ layers: [{ code: 'S' }] })
        : Response.json(problem, { status, headers: { 'content-type': 'application/problem+json' } }),
    );
    const missing = await client.listCategories({ params: { path: { layer: 'X' } } });
    expect(missing.problem?.title).toBe('Unknown');
    status = 200;
    await client.listLayers();
    await client.listCategories({ params: { path: { layer: 'S' } } });
    expect(uses()).toEqual({
      consumer: 'library',
      tier: 'production',
      contract,
      uses: [
        { operation: 'listCategories', status: 200, members: [] },
        { operation: 'listCategories', status: 404, members: ['/title'] },
        { operation: 'listLayers', status: 200, members: [] },
      ],
    });
  });

  it('304 → recorded without members', async () => {
    const { client, uses } = taxonomy(() => new Response(null, { status: 304 }));
    expect((await client.listLayers()).notModified).toBe(true);
    expect(uses().uses).toEqual([{ operation: 'listLayers', status: 304, members: [] }]);
  });

  it('a page of a proxy → not recorded, because no contract declares it', async () => {
    const { client, uses } = taxonomy(() => new Response('<p>Bad gateway', { status: 502 }));
    expect((await client.listLayers()).problem?.status).toBe(502);
    expect(uses().uses).toEqual([]);
  });

  it('a call that fails → rejects as before, and nothing is recorded', async () => {
    const { client, uses } = taxonomy(() => {
      throw new TypeError('offline');
    });
    await expect(client.listLayers()).rejects.toThrow(new TypeError('offline'));
    expect(uses().uses).toEqual([]);
  });
});
