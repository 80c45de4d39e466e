/** API keys, HTTP basic, optional security and alternatives. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestIssuer, type TestIssuer } from '../../testing/test-issuer.ts';
import { type guardedContract, startGuardedService } from './testing/guarded-service.ts';

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
const basic = (text: string) => ({ Authorization: `Basic ${Buffer.from(text).toString('base64')}` });
const secrets = {
  CREDENTIALS_CLERK: `${hashOf('ada:wörd:1')},${hashOf('bob:')},${hashOf('eve')}`,
  CREDENTIALS_PARTNER_KEY: ` ${hashOf('first')} , ${hashOf('second é')}`,
  CREDENTIALS_REPORT_KEY: hashOf('a+b c'),
};
const challenges = {
  publisher: 'Bearer realm="taxonomy"',
  clerk: 'Basic realm="taxonomy", charset="UTF-8"',
  partnerKey: 'ApiKey realm="taxonomy", name="X-Partner-Key"',
  reportKey: 'ApiKey realm="taxonomy", name="key"',
};

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await createTestIssuer();
});
afterAll(() => issuer.close());

type Started = ReturnType<typeof startGuardedService>;
const services = new Map<string, Started>();
afterAll(async () => {
  for (const service of services.values()) await service.then(({ close }) => close()).catch(() => {});
});

/** Tests with the same arguments share a service, because starting one takes longer than a test. */
function start(
  security: Parameters<typeof guardedContract>[0],
  environment?: Record<string, string>,
): Started {
  const key = JSON.stringify([security, environment]);
  const service =
    services.get(key) ?? startGuardedService(security, environment ?? { ...secrets, ...issuer.environment });
  services.set(key, service);
  return service;
}

describe('one scheme', () => {
  it.each([
    { scheme: 'partnerKey', headers: { 'X-Partner-Key': 'first' }, caller: {} },
    {
      scheme: 'partnerKey',
      headers: { 'x-partner-key': Buffer.from('second é').toString('latin1') },
      caller: {},
    },
    { scheme: 'report-key', query: '?key=a%2Bb%20c', caller: {} },
    { scheme: 'report-key', query: '?_=1&key=a%2Bb+c', caller: {} },
    { scheme: 'clerk', headers: basic('ada:wörd:1'), caller: { subject: 'ada' } },
    { scheme: 'clerk', headers: basic('bob:'), caller: { subject: 'bob' } },
  ])('$scheme, a right secret: $headers $query → the handler gets the caller', async (row) => {
    const { ask } = await start([{ [row.scheme]: [] }]);
    const { status, callers } = await ask(row.headers, row.query);
    expect([status, callers]).toEqual([200, [{ scheme: row.scheme, ...row.caller }]]);
  });

  it.each([
    { scheme: 'partnerKey', headers: {}, detail: 'send it in the header X-Partner-Key' },
    { scheme: 'partnerKey', headers: { 'X-Partner-Key': '' }, detail: 'send it in the header' },
    { scheme: 'partnerKey', headers: { Authorization: 'Bearer first' }, detail: 'send it in the header' },
    { scheme: 'partnerKey', headers: { 'X-Partner-Key': 'First' }, detail: 'does not accept the key' },
    {
      scheme: 'partnerKey',
      headers: { 'X-Partner-Key': hashOf('first') },
      detail: 'does not accept the key',
    },
    {
      scheme: 'partnerKey',
      headers: { 'X-Partner-Key': 'first, second' },
      detail: 'does not accept the key',
    },
    { scheme: 'report-key', headers: {}, detail: 'send it in the query parameter key' },
    { scheme: 'report-key', headers: { key: 'a+b c' }, detail: 'send it in the query parameter key' },
    { scheme: 'report-key', query: '?key=', detail: 'send it in the query parameter key' },
    { scheme: 'report-key', query: '?key=a+b+c', detail: 'does not accept the key' },
    { scheme: 'report-key', query: '?key=a%2Bb+c&key=a%2Bb+c', detail: 'does not accept the key' },
    { scheme: 'clerk', headers: {}, detail: 'send Authorization with Basic' },
    { scheme: 'clerk', headers: { Authorization: 'Bearer abc' }, detail: 'send Authorization with Basic' },
    { scheme: 'clerk', headers: basic('ada:word'), detail: 'does not accept this user' },
    { scheme: 'clerk', headers: basic('ada'), detail: 'does not accept this user' },
    // RFC 7617 has a colon after the user.
    { scheme: 'clerk', headers: basic('eve'), detail: 'does not accept this user' },
    { scheme: 'clerk', headers: { Authorization: 'Basic' }, detail: 'does not accept this user' },
    { scheme: 'clerk', headers: { Authorization: 'Basic ada:wörd:1' }, detail: 'does not accept this user' },
  ])('$scheme, nothing or a wrong secret: $headers $query → 401 with the challenge', async (row) => {
    const { ask } = await start([{ [row.scheme]: [] }]);
    const { status, challenge, detail, callers } = await ask(row.headers, row.query);
    const name = row.scheme === 'report-key' ? 'reportKey' : (row.scheme as keyof typeof challenges);
    expect([status, challenge, callers]).toEqual([401, challenges[name], []]);
    expect(detail).toContain(row.detail);
  });

  it('a bearer token → the handler gets its subject and its id', async () => {
    const { ask } = await start([{ publisher: ['taxonomy:publish'] }]);
    const { callers } = await ask(await issuer.bearer({ sub: 'somebody', jti: 'token-1' }));
    expect(callers).toEqual([{ scheme: 'publisher', subject: 'somebody', tokenId: 'token-1' }]);
  });

  it.each([
    ['sub', 5],
    ['sub', ''],
    ['sub', 'x'.repeat(256)],
    ['jti', 'a\u0000b'],
    ['jti', '\ud800'],
  ])('a token whose %s is %j → 401 that names the claim', async (claim, value) => {
    const { ask } = await start([{ publisher: [] }]);
    const { status, detail } = await ask(await issuer.bearer({ [claim]: value }));
    expect([status, detail]).toEqual([401, expect.stringContaining(`The claim ${claim}`)]);
  });
});

describe('optional security', () => {
  it('nothing presented → allowed without a caller', async () => {
    const { ask } = await start([{}, { publisher: [] }, { 'report-key': [] }]);
    for (const headers of [{}, { Authorization: '' }]) {
      expect(await ask(headers)).toMatchObject({ status: 200, callers: [undefined] });
    }
  });

  it('nothing presented, nothing configured → allowed', async () => {
    const { ask } = await start([{}, { publisher: [] }], {});
    expect((await ask()).status).toBe(200);
    expect((await ask({ Authorization: 'Bearer abc' })).status).toBe(403);
  });

  it.each([
    { headers: { Authorization: 'Bearer abc' } },
    { headers: basic('ada:word') },
    { headers: { Authorization: 'Digest abc' } },
    { query: '?key=wrong' },
  ])('wrong credentials: $headers $query → 401', async ({ headers, query }) => {
    const { ask } = await start([{ publisher: [] }, { 'report-key': [] }, {}]);
    expect(await ask(headers, query)).toMatchObject({ status: 401, callers: [] });
  });

  it('an Authorization of a proxy, where only a key may be presented → ignored', async () => {
    const { ask } = await start([{}, { partnerKey: [] }]);
    expect(await ask(basic('proxy:secret'))).toMatchObject({ status: 200, callers: [undefined] });
  });
});

describe('alternatives', () => {
  const security = [{ publisher: ['taxonomy:publish'] }, { clerk: [] }, { partnerKey: [] }];
  const all = [challenges.publisher, challenges.clerk, challenges.partnerKey].join(', ');
  const key = { 'X-Partner-Key': 'first' };

  it('nothing presented → 401 with a challenge for each, and how to present each', async () => {
    const { ask } = await start(security);
    const { status, challenge, detail } = await ask();
    expect([status, challenge]).toEqual([401, all]);
    expect(detail).toMatch(/^This operation needs a bearer token: .+; or a user .+; or a key: .+\.$/);
  });

  it('one valid → that caller; the first of two valid ones; the valid one beside an invalid one', async () => {
    const { ask } = await start(security);
    const bearer = await issuer.bearer();
    expect((await ask(key)).callers).toEqual([{ scheme: 'partnerKey' }]);
    expect((await ask({ ...key, ...bearer })).callers).toEqual([{ scheme: 'publisher' }]);
    expect((await ask({ ...key, Authorization: 'Bearer abc' })).callers).toEqual([{ scheme: 'partnerKey' }]);
    expect((await ask({ ...bearer, 'X-Partner-Key': 'wrong' })).callers).toEqual([{ scheme: 'publisher' }]);
  });

  it('all invalid → 401 whose challenges say what is wrong with the first', async () => {
    const { ask } = await start(security);
    const { status, challenge, detail } = await ask({
      Authorization: 'Bearer abc',
      'X-Partner-Key': 'wrong',
    });
    const invalid = `${challenges.publisher}, error="invalid_token", error_description="${detail}"`;
    expect([status, challenge]).toEqual([401, all.replace(challenges.publisher, invalid)]);
    expect(detail).toContain('JSON Web Token');
  });

  it('a token without the scope beside a wrong key → 403 that names the scope', async () => {
    const { ask } = await start([{ partnerKey: [] }, { publisher: ['a', 'b'] }]);
    const { status, challenge, detail } = await ask({
      ...(await issuer.bearer({ scope: 'a' })),
      'X-Partner-Key': 'wrong',
    });
    expect([status, detail]).toEqual([403, 'The token does not have the scope a b.']);
    expect(challenge).toBe(
      `${challenges.partnerKey}, ${challenges.publisher}, error="insufficient_scope", scope="a b"`,
    );
  });

  it('two alternatives of one scheme → one challenge; the second set of scopes is enough', async () => {
    const { ask } = await start([{ publisher: ['a'] }, { publisher: ['b'] }]);
    expect((await ask()).challenge).toBe(challenges.publisher);
    expect((await ask(await issuer.bearer({ scope: 'b' }))).status).toBe(200);
    expect((await ask(await issuer.bearer({ scope: 'c' }))).status).toBe(403);
  });

  it('keys of the issuer that cannot be used → 503 beside a wrong key, 200 beside a right one', async () => {
    const { PUBLISH_KEY_FILE: _, ...trust } = issuer.environment;
    const { ask } = await start(security, {
      ...secrets,
      ...trust,
      PUBLISH_JWKS_URL: 'http://127.0.0.1:9/keys',
    });
    const bearer = await issuer.bearer();
    expect((await ask({ ...bearer, 'X-Partner-Key': 'wrong' })).status).toBe(503);
    expect((await ask({ ...bearer, ...key })).status).toBe(200);
  });

  it('one of them is configured → it is accepted, and 401 without it', async () => {
    const { ask } = await start(security, { CREDENTIALS_PARTNER_KEY: secrets.CREDENTIALS_PARTNER_KEY });
    expect((await ask(key)).status).toBe(200);
    expect((await ask()).status).toBe(401);
    expect((await ask(await issuer.bearer())).status).toBe(401);
  });

  it('none is configured → 403 that names each scheme and its variables', async () => {
    const { ask } = await start(security, {});
    const { status, challenge, detail } = await ask(key);
    expect([status, challenge]).toEqual([403, all]);
    expect(detail).toBe(
      'This server accepts no credentials for this operation. Its operator turns that on: publisher with ' +
        'PUBLISH_ISSUER, PUBLISH_AUDIENCE, and PUBLISH_JWKS_URL or PUBLISH_KEY_FILE; clerk with CREDENTIALS_CLERK; ' +
        'partnerKey with CREDENTIALS_PARTNER_KEY.',
    );
  });
});

it('scopes of a key → the start refuses them, because nothing could check them', async () => {
  await expect(start([{ partnerKey: ['admin'] }])).rejects.toThrow('partnerKey for the scopes admin');
});

it('a refused secret → neither the log nor the response has it', async () => {
  const service = await start([{ clerk: [] }, { partnerKey: [] }, { 'report-key': [] }]);
  const responses = [
    await service.ask({ 'X-Partner-Key': 'wrong-secret' }),
    await service.ask(basic('ada:wrong-secret')),
    await service.ask({}, '?key=wrong-secret'),
  ];
  expect(responses.map(({ status }) => status)).toEqual([401, 401, 401]);
  const texts = JSON.stringify([service.logs, responses]);
  for (const part of ['wrong-secret', 'd3Jvbmctc2VjcmV0']) expect(texts).not.toContain(part);
});
