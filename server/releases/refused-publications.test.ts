import { describe, expect, it, vi } from 'vitest';
import { checksum } from '../../taxonomy/canonical.ts';
import { type Alias, type Layer, walkNodes } from '../../taxonomy/tree.ts';
import { DamagedRelease } from '../store/damage.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { RETAINED_RELEASES, StoreUnavailable } from '../store/store.ts';
import { current, renamed, same, usePublishingService, withLayers } from './testing/publishing-service.ts';

const { shared, publish, versions } = usePublishingService();

describe('a taxonomy that may not be published', () => {
  it('breaks rules → 422 with all violations and their pointers', async () => {
    const [first, second, ...others] = current.layers as [Layer, Layer, ...Layer[]];
    const layers = [first, { ...second, numericCode: first.numericCode }, ...others];
    const aliases: Alias[] = [{ alias: 'S.POP.OLD', target: 'S.POP.XXX' }];
    const { status, body } = await publish({ layers, aliases });
    expect([status, body.type]).toEqual([422, '/problems/rule-violation']);
    expect(body.errors).toEqual([
      { pointer: '/body/layers/1/numericCode', detail: expect.stringMatching(/^number-unique: /) },
      {
        pointer: '/body/aliases/0/target',
        detail: 'alias-target: The target S.POP.XXX does not exist.',
      },
      { pointer: '/body/layers/1/numericCode', detail: expect.stringMatching(/^number-reused: /) },
    ]);
    expect(body.detail).toBe('The taxonomy breaks 3 rules and was not published.');
    expect(await versions()).toEqual(['1.2.3', '1.2.2']);
  });

  it('reuses a number of a release older than the retained ones → 422 that names that release', async () => {
    const withSubcategory = (code: string) =>
      withLayers(([first, ...others]) => {
        const [category, ...rest] = first!.categories;
        const added = { code, numericCode: '900', name: 'Added' };
        const subcategories = [...category!.subcategories, added];
        return [{ ...first!, categories: [{ ...category!, subcategories }, ...rest] }, ...others];
      });
    const named = (name: string) => withLayers(([first, ...others]) => [{ ...first!, name }, ...others]);
    const names = Array.from({ length: RETAINED_RELEASES + 1 }, (_, index) => `Name_${index}`);
    shared.store = createMemoryStore(
      [withSubcategory('OLD'), ...names.map(named)].map((taxonomy, index) => {
        return { ...current, ...taxonomy, version: `2.0.${index}`, checksum: checksum(taxonomy) };
      }),
    );
    const tag = `"2.0.${names.length}"`;
    const { status, body } = await publish(withSubcategory('NEW'), { 'If-Match': tag });
    expect([status, body.type]).toEqual([422, '/problems/rule-violation']);
    expect(body.errors[0].detail).toMatch(
      /^number-reused: .* the number 900, which release 2\.0\.0 gave to OLD/,
    );
  });

  it('is empty, or has an empty layer or category → 422 that names each', async () => {
    const empty = await publish({ layers: [], aliases: [] });
    expect([empty.status, empty.body.errors]).toEqual([
      422,
      [{ pointer: '/body/layers', detail: expect.stringMatching(/^layer-required: /) }],
    ]);
    const [first, second, ...others] = current.layers as [Layer, Layer, ...Layer[]];
    const [category, ...categories] = second.categories;
    const emptied = { ...second, categories: [{ ...category!, subcategories: [] }, ...categories] };
    const { status, body } = await publish(
      withLayers(() => [{ ...first, categories: [] }, emptied, ...others]),
    );
    expect([status, body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
      422,
      expect.arrayContaining(['/body/layers/0/categories', '/body/layers/1/categories/0/subcategories']),
    ]);
  });

  it.each([
    ['name-space', ' Songs'],
    ['name-control', 'Son\u0000gs'],
    ['name-direction', 'Son\u202Egs'],
    ['name-invisible', '\u200B'],
    ['malformed-text', 'Son\uD800gs'],
  ])('has a name that breaks %s → 422 with its pointer', async (rule, name) => {
    const { status, body } = await publish(
      withLayers(([first, ...others]) => [{ ...first!, name }, ...others]),
    );
    expect([status, body.errors]).toEqual([
      422,
      [{ pointer: '/body/layers/0/name', detail: expect.stringMatching(new RegExp(`^${rule}: `)) }],
    ]);
  });

  it('has a description that breaks a rule → 422 with its pointer', async () => {
    const { status, body } = await publish(
      withLayers(([first, ...others]) => [{ ...first!, description: 'Two\nlines' }, ...others]),
    );
    expect([status, body.errors]).toEqual([
      422,
      [{ pointer: '/body/layers/0/description', detail: expect.stringMatching(/^description-control: /) }],
    ]);
  });

  it.each([
    ['note-space', ' New'],
    ['note-control', 'Two\u2028lines'],
    ['note-invisible', '\u200B'],
  ])(
    'has a note that breaks %s → 422 with its pointer, also for content that is current',
    async (rule, note) => {
      for (const content of [renamed, same]) {
        const { status, body } = await publish({ ...content, note });
        expect([status, body.errors]).toEqual([
          422,
          [{ pointer: '/body/note', detail: expect.stringMatching(new RegExp(`^${rule}: `)) }],
        ]);
      }
    },
  );

  it.each([
    [1, 1, ''],
    [1000, 1000, ''],
    [1001, 1000, ' The first 1000 violations are listed.'],
  ])('has %i violations of a rule → %i are listed, and the detail says so', async (count, listed, more) => {
    const aliases = Array.from({ length: count }, (_, index) => {
      const code = `A${String(index).padStart(4, '0')}`;
      return { alias: `S.POP.${code}`, target: 'S.POP.XXX' };
    });
    const { status, body } = await publish({ ...same, aliases });
    expect([status, body.errors.length]).toEqual([422, listed]);
    expect(body.detail).toBe(`The taxonomy breaks 1 rule and was not published.${more}`);
  });

  it.each([
    ['no layers', { aliases: [] }, '/body/layers'],
    ['no aliases', { layers: [] }, '/body/aliases'],
    ['a member that is not known', { ...same, version: '9.9.9' }, '/body/version'],
    ['a bump down', { ...same, bump: 'patch' }, '/body/bump'],
    ['a layer with a long code', withLayers(([first]) => [{ ...first!, code: 'SS' }]), '/body/layers/0/code'],
  ])('has %s → 400 with its pointer', async (_name, content, pointer) => {
    const { status, body } = await publish(content);
    expect([status, body.type]).toEqual([400, '/problems/invalid-request']);
    expect(body.errors[0].pointer).toBe(pointer);
  });

  it('the newest release is damaged → 503, whatever If-Match says', async () => {
    const blocking = new DamagedRelease('1.2.3', 'its tree is no JSON');
    vi.spyOn(shared.store, 'damage').mockReturnValue({ all: [blocking], blocking });
    const { status, body } = await publish(renamed, { 'If-Match': '"1.2.2"' });
    expect([status, body.type]).toEqual([503, '/problems/release-damaged']);
  });

  it('a body over 32 MiB → 413', async () => {
    expect((await publish(' '.repeat(33_554_433))).status).toBe(413);
  });
});

describe('removals', () => {
  const fewer = withLayers((layers) => layers.slice(0, -3));
  const removed = [...walkNodes(current)].length - [...walkNodes(fewer)].length;

  it.each([undefined, `${removed - 1}`, `${removed + 1}`, '0'])(
    'more than a tenth of all nodes, %s confirmed → 422 with the count, nothing published',
    async (confirmed) => {
      const headers = confirmed === undefined ? {} : { 'Removals-Confirmed': confirmed };
      const { status, body } = await publish(fewer, headers);
      expect([status, body.type, body.removals]).toEqual([422, '/problems/rule-violation', removed]);
      expect(body.errors).toEqual([
        {
          pointer: '/headers/Removals-Confirmed',
          detail: `removals-confirmed: It must be ${removed}, the number of nodes that this release removes.`,
        },
      ]);
      expect(await versions()).toEqual(['1.2.3', '1.2.2']);
    },
  );

  it('more than a tenth, the exact count confirmed → published', async () => {
    const { status, body } = await publish(fewer, { 'Removals-Confirmed': `${removed}` });
    expect([status, body.version]).toEqual([201, '2.0.0']);
  });

  it('a tenth or less → published without a count', async () => {
    const one = withLayers((layers) => layers.slice(0, -1));
    expect((await publish(one)).status).toBe(201);
  });

  it.each(['many', '-1', '1.5'])('%s → 400', async (count) => {
    expect((await publish(fewer, { 'Removals-Confirmed': count })).status).toBe(400);
  });
});

describe('the store is unavailable', () => {
  it.each(['list', 'publish', 'published'] as const)(
    'for %s → 503, without internal details in the body',
    async (method) => {
      vi.spyOn(shared.store, method).mockRejectedValue(
        new StoreUnavailable(new Error('db.internal refused')),
      );
      const { status, headers, body } = await publish(renamed, { 'Idempotency-Key': 'a-key' });
      expect([status, body.type]).toEqual([503, '/problems/unavailable']);
      expect(headers.get('retry-after')).toBe('30');
      expect(JSON.stringify(body)).not.toContain('db.internal');
      expect(JSON.stringify(shared.service.logs)).toContain('db.internal');
      expect((await shared.service.request('/api/taxonomy/layers')).status).toBe(200);
    },
  );
});
