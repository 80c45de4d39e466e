import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { checksum } from '../../taxonomy/canonical.ts';
import { applyChanges } from '../../taxonomy/change.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { type Alias, type Layer, type Release, walkNodes } from '../../taxonomy/tree.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { RETAINED_RELEASES, type ReleaseStore, StoreUnavailable, VersionConflict } from '../store/store.ts';
import { startTestService, type TestService } from '../testing/start-test-service.ts';
import { createTestIssuer, type TestIssuer } from '../testing/test-issuer.ts';

const path = '/api/taxonomy/releases';
const [before, current] = bundledReleases as [Release, Release];
const same = { layers: current.layers, aliases: current.aliases };
const renamed = withLayers(([first, ...others]) => [{ ...first!, name: 'Renamed' }, ...others]);
const renamedAgain = withLayers(([first, ...others]) => [{ ...first!, name: 'Other' }, ...others]);

function withLayers(edit: (layers: readonly Layer[]) => readonly Layer[]) {
  return { ...same, layers: edit(current.layers) };
}

function large(aliases: readonly Alias[]) {
  const name = 'Large';
  const codes = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      code: String(index).padStart(3, '0'),
      numericCode: String(index + 500).padStart(3, '0'),
      name,
    }));
  const categories = codes(50).map((category) => ({ ...category, subcategories: codes(100) }));
  return { layers: [{ code: 'S', numericCode: '2', name, categories }], aliases };
}

let issuer: TestIssuer;
let service: TestService;
let store: ReleaseStore;
// Starting a service takes longer than a test: all tests share one, and each gives it another store.
const storeOfTest = new Proxy({} as ReleaseStore, { get: (_, name) => Reflect.get(store, name) });
let currentTag: () => Promise<string>;
beforeEach(() => {
  store = createMemoryStore(bundledReleases);
  // Tests replace it by one that fails or waits.
  const { list } = store;
  currentTag = async () => `"${(await list())[0]?.version}"`;
});
beforeAll(async () => {
  issuer = await createTestIssuer();
  store = createMemoryStore(bundledReleases);
  service = await startTestService({ store: storeOfTest, environment: issuer.environment });
});
afterAll(async () => {
  await service.close();
  await issuer.close();
});

/** Publishes after the current release, unless the headers say otherwise. */
async function publish(body: unknown, headers: Record<string, string> = {}, to = service) {
  return send(body, { 'If-Match': await currentTag(), ...headers }, to);
}

async function send(body: unknown, headers: Record<string, string>, to = service) {
  const response = await to.post(path, body, { ...(await issuer.bearer()), ...headers });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const read = async (path: string) => (await service.request(`/api/taxonomy${path}`)).json();
const versions = async () => (await store.list()).map(({ version }) => version);

describe('a published release', () => {
  it('valid content → 201 with its location, its ETag and its counts', async () => {
    const { status, headers, body } = await publish(renamed);
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`${path}/1.2.4`);
    expect(headers.get('etag')).toBe('"1.2.4"');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual((await store.list())[0]);
    expect(body).toMatchObject({ version: '1.2.4', checksum: checksum(renamed), totalItems: 335 });
  });

  it('201 → the publisher can read the new release at once', async () => {
    const { body } = await publish(renamed);
    const [version, list, delta, release] = await Promise.all(
      ['/version', '/releases', '/sync/incremental?since=1.2.2', '/releases/1.2.4'].map(read),
    );
    expect(version).toMatchObject({ version: '1.2.4', checksum: body.checksum });
    expect(list).toMatchObject({ count: 3, releases: [{ version: '1.2.4' }, { version: '1.2.3' }, {}] });
    expect(checksum(applyChanges(before, delta.changes))).toBe(body.checksum);
    expect(release).toEqual({ ...(await store.get('1.2.4')) });
  });

  it.each([
    [undefined, '1.2.4'],
    ['minor', '1.3.0'],
    ['major', '2.0.0'],
  ])('a rename with bump %s → %s', async (bump, version) => {
    expect((await publish({ ...renamed, bump })).body.version).toBe(version);
  });

  it('the layers and aliases of an older release → rolled back', async () => {
    const { layers, aliases } = await read('/releases/1.2.2');
    const { status, body } = await publish({ layers, aliases });
    expect([status, body.checksum]).toEqual([201, before.checksum]);
  });

  it('content so large that a thread prepares it → the same responses', { timeout: 60_000 }, async () => {
    const content = large([]);
    const broken = large([{ alias: 'S.000.OLD', target: 'S.000.XXX' }]);
    expect((await publish(content, { 'Removals-Confirmed': '344' })).body).toMatchObject({
      version: '2.0.0',
      totalItems: 5050,
    });
    expect((await publish(content)).status).toBe(200);
    const { status, body } = await publish(broken);
    expect([status, body.errors]).toEqual([
      422,
      [{ pointer: '/body/aliases/0/target', detail: 'alias-target: The target S.000.XXX does not exist.' }],
    ]);
  });

  it('another process published meanwhile → the next release follows that one', async () => {
    const other = await startTestService({ store, environment: issuer.environment });
    expect((await publish(renamed, {}, other)).body.version).toBe('1.2.4');
    expect((await publish(renamedAgain)).body.version).toBe('1.2.5');
    await other.close();
  });
});

describe('content that is already current', () => {
  it.each([{}, { bump: 'major' }])(
    'the current content with %j → 200 with the current release, nothing published',
    async (more) => {
      const { status, headers, body } = await publish({ ...same, ...more });
      expect([status, headers.get('etag'), headers.get('location')]).toEqual([200, '"1.2.3"', null]);
      expect(body).toEqual((await store.list())[0]);
      expect(await versions()).toEqual(['1.2.3', '1.2.2']);
    },
  );
});

describe('If-Match', () => {
  it('If-Match with the current version → published', async () => {
    expect((await publish(renamed, { 'If-Match': '"1.2.3"' })).status).toBe(201);
  });

  it('no If-Match → 428, whatever the content, and nothing published', async () => {
    for (const body of [renamed, same, { ...same, aliases: [{ alias: 'S.POP.OLD', target: 'S.POP.XXX' }] }]) {
      const response = await send(body, {});
      expect([response.status, response.body.type]).toEqual([428, '/problems/precondition-required']);
    }
    expect(await versions()).toEqual(['1.2.3', '1.2.2']);
  });

  it('no If-Match, and a body that breaks the schema → 400; no token → 401', async () => {
    expect((await send({ layers: [] }, {})).status).toBe(400);
    expect((await service.post(path, renamed)).status).toBe(401);
  });

  it('If-Match with another version → 412 with the current version, whatever the content', async () => {
    for (const body of [renamed, same, { ...same, aliases: [{ alias: 'S.POP.OLD', target: 'S.POP.XXX' }] }]) {
      const response = await publish(body, { 'If-Match': '"1.2.2"' });
      expect([response.status, response.body.type]).toEqual([412, '/problems/precondition-failed']);
      expect(response.body.currentVersion).toBe('1.2.3');
    }
    expect(await versions()).toEqual(['1.2.3', '1.2.2']);
  });

  it.each(['1.2.3', '*', 'W/"1.2.3"', '"1.2"'])('%s → 400', async (tag) => {
    expect((await publish(renamed, { 'If-Match': tag })).status).toBe(400);
  });
});

describe('Idempotency-Key', () => {
  const key = { 'Idempotency-Key': 'a-key' };

  it('the same request again, also after other releases → the same response, published once', async () => {
    const headers = { ...key, 'If-Match': '"1.2.3"' };
    const first = await publish(renamed, headers);
    const second = await publish(renamed, headers);
    expect((await publish(renamedAgain)).status).toBe(201);
    const third = await publish(renamed, headers);
    for (const again of [second, third]) {
      expect([again.status, again.body]).toEqual([201, first.body]);
      for (const name of ['location', 'etag']) expect(again.headers.get(name)).toBe(first.headers.get(name));
    }
    expect(await versions()).toEqual(['1.2.5', '1.2.4', '1.2.3', '1.2.2']);
  });

  it('a used key with another body → 422 that names the header', async () => {
    await publish(renamed, key);
    const { status, body } = await publish(renamedAgain, key);
    expect([status, body.type]).toEqual([422, '/problems/idempotency-key-reused']);
    expect(body.errors).toEqual([{ pointer: '/headers/Idempotency-Key', detail: body.detail }]);
    expect(await versions()).toEqual(['1.2.4', '1.2.3', '1.2.2']);
  });

  it('the same request several times at once → one release, returned to each', async () => {
    const responses = await Promise.all(
      [1, 2, 3, 4].map(() => publish(renamed, { ...key, 'If-Match': '"1.2.3"' })),
    );
    for (const { status, body } of responses) expect([status, body.version]).toEqual([201, '1.2.4']);
    expect(await versions()).toEqual(['1.2.4', '1.2.3', '1.2.2']);
  });

  it('unchanged content sent again after another release → refused, published only after the new one', async () => {
    expect((await publish(same, key)).status).toBe(200);
    expect((await publish(renamed)).body.version).toBe('1.2.4');
    expect((await publish(same, { ...key, 'If-Match': '"1.2.3"' })).status).toBe(412);
    const again = await publish(same, key);
    expect([again.status, again.body.version]).toEqual([201, '1.2.5']);
  });

  it('the store fails after it has stored → 503, and the same request again finds the release', async () => {
    const { publish: store_ } = store;
    vi.spyOn(store, 'publish').mockImplementationOnce(async (...request) => {
      await store_(...request);
      throw new StoreUnavailable(new Error('connection lost'));
    });
    expect((await publish(renamed, key)).status).toBe(503);
    const again = await publish(renamed, key);
    expect([again.status, again.body.version]).toEqual([201, '1.2.4']);
    expect(await versions()).toEqual(['1.2.4', '1.2.3', '1.2.2']);
  });

  it.each(['a key', 'x'.repeat(65), 'a"b'])('%s → 400', async (value) => {
    expect((await publish(renamed, { 'Idempotency-Key': value })).status).toBe(400);
  });
});

describe('concurrent publications', () => {
  it('the store reports a conflict → 409 with the current version', async () => {
    vi.spyOn(store, 'publish').mockRejectedValueOnce(
      new VersionConflict('The current version is 1.2.9, and no longer 1.2.3.', '1.2.9'),
    );
    const { status, body } = await publish(renamed);
    expect([status, body.type, body.currentVersion]).toEqual([409, '/problems/version-conflict', '1.2.9']);
    expect(body.detail).toContain('1.2.9');
  });

  it('three that follow the same release → one 201 and two 409, and only the first reaches the store', async () => {
    const { list } = store;
    let letAllGo = () => {};
    const allAreHere = new Promise<void>((resolve) => {
      letAllGo = resolve;
    });
    const listing = vi.spyOn(store, 'list').mockImplementation(async () => {
      if (listing.mock.calls.length === 3) letAllGo();
      await allAreHere;
      return list();
    });
    const publishing = vi.spyOn(store, 'publish');
    const responses = await Promise.all([renamed, renamedAgain, renamed].map((body) => publish(body)));
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(publishing).toHaveBeenCalledTimes(1);
    for (const { status, body } of responses) if (status === 409) expect(body.currentVersion).toBe('1.2.4');
  });

  it('eight at once → one release for each 201, and every other response is 409 or 412', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `Race_${index}`);
    const responses = await Promise.all(
      names.map((name) => publish(withLayers(([first, ...others]) => [{ ...first!, name }, ...others]))),
    );
    const published = responses.filter(({ status }) => status === 201).map(({ body }) => body.version);
    expect(responses.every(({ status }) => [201, 409, 412].includes(status))).toBe(true);
    expect(new Set(published).size).toBe(published.length);
    expect(await versions()).toHaveLength(2 + published.length);
  });
});

describe('more publications than the queue holds', () => {
  /** Delays every publication in the store until the returned function is called. */
  function holdUp(method: 'list' | 'publish') {
    const original = store[method] as (...given: unknown[]) => Promise<never>;
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    vi.spyOn(store, method).mockImplementation(async (...given: unknown[]) => {
      await held;
      return original(...given);
    });
    return () => letGo();
  }

  it.each(['list', 'publish'] as const)(
    'while the store is slow to %s → ten wait for their response, the others get 503 at once',
    async (method) => {
      const letGo = holdUp(method);
      const finished: Awaited<ReturnType<typeof publish>>[] = [];
      const responses = Array.from({ length: 13 }, async () => {
        const response = await publish(renamed);
        finished.push(response);
        return response.status;
      });
      try {
        await vi.waitFor(() => expect(finished).toHaveLength(3), { timeout: 5000 });
        for (const { status, headers, body } of finished) {
          expect([status, body.type]).toEqual([503, '/problems/unavailable']);
          expect(headers.get('retry-after')).toBe('30');
          expect(body.detail).toBe('Too many publications are queued. Try again in 30 seconds.');
        }
        expect((await service.request('/api/taxonomy/layers')).status).toBe(200);
      } finally {
        letGo();
      }
      const statuses = (await Promise.all(responses)).sort();
      expect(statuses).toEqual([201, ...Array(9).fill(409), 503, 503, 503]);
      expect((await publish(renamedAgain)).status).toBe(201);
    },
  );

  it('publications refused for violations → their places in the queue are free again', async () => {
    const broken = { ...same, aliases: [{ alias: 'S.POP.OLD', target: 'S.POP.XXX' }] };
    for (let count = 0; count < 11; count += 1) expect((await publish(broken)).status).toBe(422);
    expect((await publish(renamed)).status).toBe(201);
  });
});

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
    store = createMemoryStore(
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

  it('has more violations than a problem may list → the first 1000, and the detail says so', async () => {
    const aliases = Array.from({ length: 1500 }, (_, index) => {
      const code = `A${String(index).padStart(4, '0')}`;
      return { alias: `S.POP.${code}`, target: 'S.POP.XXX' };
    });
    const { status, body } = await publish({ ...same, aliases });
    expect([status, body.errors.length]).toEqual([422, 1000]);
    expect(body.detail).toContain('The first 1000 violations are listed.');
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
      vi.spyOn(store, method).mockRejectedValue(new StoreUnavailable(new Error('db.internal refused')));
      const { status, headers, body } = await publish(renamed, { 'Idempotency-Key': 'a-key' });
      expect([status, body.type]).toEqual([503, '/problems/unavailable']);
      expect(headers.get('retry-after')).toBe('30');
      expect(JSON.stringify(body)).not.toContain('db.internal');
      expect(JSON.stringify(service.logs)).toContain('db.internal');
      expect((await service.request('/api/taxonomy/layers')).status).toBe(200);
    },
  );
});
