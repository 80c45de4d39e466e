import { describe, expect, it, vi } from 'vitest';
import { checksum } from '../../taxonomy/canonical.ts';
import { applyChanges } from '../../taxonomy/change.ts';
import { StoreUnavailable } from '../store/store.ts';
import { startTestService } from '../testing/start-test-service.ts';
import {
  before,
  large,
  path,
  renamed,
  renamedAgain,
  same,
  usePublishingService,
} from './testing/publishing-service.ts';

const { shared, send, publish, read, versions } = usePublishingService();

describe('a published release', () => {
  it('valid content → 201 with its location, its ETag and its counts', async () => {
    const { status, headers, body } = await publish(renamed);
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`${path}/1.2.4`);
    expect(headers.get('etag')).toBe('"1.2.4"');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual((await shared.store.list())[0]);
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
    expect(release).toEqual({ ...(await shared.store.get('1.2.4')) });
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
    const other = await startTestService({ store: shared.store, environment: shared.issuer.environment });
    expect((await publish(renamed, {}, other)).body.version).toBe('1.2.4');
    expect((await publish(renamedAgain)).body.version).toBe('1.2.5');
    await other.close();
  });
});

describe('who published, and why', () => {
  const note = 'Corrects the name of a layer ♫';

  it('a token with sub and jti → in the log line of the publication, and of no other request', async () => {
    shared.service.logs.length = 0;
    const bearer = await shared.issuer.bearer({ sub: 'somebody', jti: 'token-1' }, { kid: 'key-1' });
    expect((await publish(renamed, bearer)).status).toBe(201);
    await read('/version');
    const lines = shared.service.logs.filter(({ msg }) => msg === 'request completed');
    expect(lines.map(({ subject, tokenId, keyId }) => [subject, tokenId, keyId])).toEqual([
      ['somebody', 'token-1', 'key-1'],
      [undefined, undefined, undefined],
    ]);
  });

  it('a token with sub and jti, and a note → in the response and in the list, and not in the release', async () => {
    const bearer = await shared.issuer.bearer({ sub: 'somebody', jti: 'token-1' }, { kid: 'key-1' });
    const { status, body } = await publish({ ...renamed, note }, bearer);
    expect([status, body]).toEqual([
      201,
      expect.objectContaining({ publisher: 'somebody', tokenId: 'token-1', keyId: 'key-1', note }),
    ]);
    const { releases } = await read('/releases');
    expect(releases[0]).toEqual(body);
    expect(Object.keys(releases[1])).not.toContain('publisher');
    expect(await read('/releases/1.2.4')).toEqual({ ...(await shared.store.get('1.2.4')) });
  });

  it('a token with scope alone, and no note → nothing is stored about the publisher', async () => {
    const publishing = vi.spyOn(shared.store, 'publish');
    expect((await publish(renamed)).status).toBe(201);
    expect(publishing.mock.calls[0]![0].provenance).toStrictEqual({});
  });

  it('the same request again → the first publisher and note; without its note → another body', async () => {
    const headers = { 'Idempotency-Key': 'a-key', 'If-Match': '"1.2.3"' };
    const first = await publish(
      { ...renamed, note },
      { ...headers, ...(await shared.issuer.bearer({ sub: 'one' })) },
    );
    const again = await publish(
      { ...renamed, note },
      { ...headers, ...(await shared.issuer.bearer({ sub: 'two' })) },
    );
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(first.body).toMatchObject({ publisher: 'one', note });
    expect((await publish(renamed, headers)).status).toBe(422);
  });

  it('the content of that release again, with another note → 200 with the first publisher and note', async () => {
    const { body } = await publish({ ...renamed, note }, await shared.issuer.bearer({ sub: 'one' }));
    const again = await publish({ ...renamed, note: 'Another' }, await shared.issuer.bearer({ sub: 'two' }));
    expect([again.status, again.body]).toEqual([200, body]);
    expect(body).toMatchObject({ publisher: 'one', note });
  });

  it('content that a thread prepares → kept, too', { timeout: 60_000 }, async () => {
    const { body } = await publish({ ...large([]), note }, { 'Removals-Confirmed': '344' });
    expect([body.version, body.note]).toEqual(['2.0.0', note]);
  });

  it.each(['', 'x'.repeat(501), 'two\nlines', 'a\u0000b', '\ud800', '\u202Etxt.exe', 5, null])(
    'the note %j → 400 that names it',
    async (wrong) => {
      const { status, body } = await publish({ ...renamed, note: wrong });
      expect([status, body.errors[0].pointer]).toEqual([400, '/body/note']);
    },
  );

  it('a note of 500 characters beyond the basic plane → kept', async () => {
    const { status, body } = await publish({ ...renamed, note: '😀'.repeat(500) });
    expect([status, body.note]).toEqual([201, '😀'.repeat(500)]);
  });
});

describe('content that is already current', () => {
  it.each([{}, { bump: 'major' }])(
    'the current content with %j → 200 with the current release, nothing published',
    async (more) => {
      const { status, headers, body } = await publish({ ...same, ...more });
      expect([status, headers.get('etag'), headers.get('location')]).toEqual([200, '"1.2.3"', null]);
      expect(body).toEqual((await shared.store.list())[0]);
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
    expect((await shared.service.post(path, renamed)).status).toBe(401);
  });

  it('If-Match with another version → 412 with the current version, whatever the content', async () => {
    for (const body of [renamed, same, { ...same, aliases: [{ alias: 'S.POP.OLD', target: 'S.POP.XXX' }] }]) {
      const response = await publish(body, { 'If-Match': '"1.2.2"' });
      expect([response.status, response.body.type]).toEqual([412, '/problems/precondition-failed']);
      expect(response.body.currentVersion).toBe('1.2.3');
      expect(response.body.detail).toBe('The current version is 1.2.3, and not 1.2.2.');
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
    const { publish: store_ } = shared.store;
    vi.spyOn(shared.store, 'publish').mockImplementationOnce(async (...request) => {
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
