import { createHmac, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../testing/start-test-service.ts';
import { createTestIssuer, type TestIssuer } from '../../testing/test-issuer.ts';

const path = '/api/taxonomy/releases';
const scope = 'taxonomy:publish';

let issuer: TestIssuer;
let service: TestService;
beforeAll(async () => {
  issuer = await createTestIssuer();
  service = await startTestService({ environment: issuer.environment });
});
afterAll(async () => {
  await service.close();
  await issuer.close();
});

/** Sends a request to publish with this header. Its empty body is checked after the token. */
async function publishAs(authorization: string | undefined, to = service) {
  const response = await to.post(
    path,
    {},
    authorization === undefined ? {} : { Authorization: authorization },
  );
  return {
    status: response.status,
    challenge: response.headers.get('www-authenticate'),
    retryAfter: response.headers.get('retry-after'),
    problem: await response.json(),
  };
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const soon = () => Math.floor(Date.now() / 1000) + 60;
const claims = () => ({ iss: 'https://issuer.example', aud: 'taxonomy', exp: soon(), scope });

describe('a valid token', () => {
  it.each([scope, `other ${scope}`, `${scope} other`])(
    'a token with the scope "%s" → accepted',
    async (scope) => {
      const { status, problem } = await publishAs(`Bearer ${await issuer.token({ scope })}`);
      expect([status, problem.type]).toEqual([400, '/problems/invalid-request']);
    },
  );

  it('the scheme in lower case, a token expired three seconds ago → accepted', async () => {
    const token = await issuer.token({ exp: Math.floor(Date.now() / 1000) - 3 });
    expect((await publishAs(`bearer ${token}`)).status).toBe(400);
  });

  it('several spaces before and after it → accepted', async () => {
    const headers = {
      Authorization: `  Bearer   ${await issuer.token()} \t `,
      'Content-Type': 'application/json',
    };
    // fetch would trim the header.
    expect((await service.raw(path, headers, 'POST', '{}')).status).toBe(400);
  });

  it.each([
    ['no scope', undefined],
    ['another scope', 'taxonomy:read'],
    ['a longer scope', `${scope}ing`],
    ['a list of scopes, which RFC 8693 does not allow', [scope]],
  ])('a token with %s → 403 that names the scope', async (_name, scope) => {
    const { status, challenge, problem } = await publishAs(`Bearer ${await issuer.token({ scope })}`);
    expect([status, problem.type]).toEqual([403, '/problems/forbidden']);
    expect(problem.detail).toContain('taxonomy:publish');
    expect(challenge).toBe('Bearer realm="taxonomy", error="insufficient_scope", scope="taxonomy:publish"');
  });
});

describe('no token', () => {
  it.each([undefined, '', 'Basic dXNlcjpwYXNz'])(
    'Authorization: %s → 401 with a challenge',
    async (header) => {
      const { status, challenge, problem } = await publishAs(header);
      expect([status, problem.type]).toEqual([401, '/problems/unauthenticated']);
      expect(challenge).toBe('Bearer realm="taxonomy"');
    },
  );
});

describe('an invalid token', () => {
  const bad: [name: string, make: () => string | Promise<string>, detail: string][] = [
    ['missing after Bearer', () => '', 'no token'],
    ['not a JWT', () => 'abc', 'not a signed JSON Web Token'],
    ['three parts that are not JSON', () => 'a.b.c', 'not a signed JSON Web Token'],
    ['two tokens', () => 'a b', 'more than one'],
    ['expired', () => issuer.token({ exp: soon() - 120 }), 'expired'],
    ['without an expiry', () => issuer.token({ exp: undefined }), 'The claim exp'],
    ['not valid yet', () => issuer.token({ nbf: soon() }), 'The claim nbf'],
    ['of another issuer', () => issuer.token({ iss: 'https://other.example' }), 'The claim iss'],
    ['without an issuer', () => issuer.token({ iss: undefined }), 'The claim iss'],
    ['for another audience', () => issuer.token({ aud: 'other' }), 'The claim aud'],
    ['without an audience', () => issuer.token({ aud: undefined }), 'The claim aud'],
    ['with a claim changed after it was signed', changed, 'not signed with a key'],
    ['signed with another key', () => signedByAnother(), 'not signed with a key'],
    ['not signed', () => `${encoded({ alg: 'none' })}.${encoded(claims())}.`, 'not signed with ES256'],
    ['signed with the public key as a secret', withPublicKeyAsSecret, 'not signed with ES256'],
  ];

  it.each(bad)('token %s → 401', async (_name, make, detail) => {
    const token = await make();
    const { status, challenge, problem } = await publishAs(`Bearer ${token}`);
    expect([status, problem.type]).toEqual([401, '/problems/unauthenticated']);
    expect(problem.detail).toContain(detail);
    expect(challenge).toBe(
      `Bearer realm="taxonomy", error="invalid_token", error_description="${problem.detail}"`,
    );
  });

  it('an invalid token → no part of it is in the log or the response', async () => {
    const token = await issuer.token({ iss: 'https://other.example', sub: 'somebody' });
    const { problem, challenge } = await publishAs(`Bearer ${token}`);
    const texts = JSON.stringify([service.logs, problem, challenge]);
    for (const part of [...token.split('.'), 'somebody', 'other.example']) expect(texts).not.toContain(part);
  });

  async function changed(): Promise<string> {
    const [header, , signature] = (await issuer.token()).split('.');
    return [header, encoded({ ...claims(), sub: 'another' }), signature].join('.');
  }

  async function signedByAnother(): Promise<string> {
    const other = await createTestIssuer();
    const token = await other.token();
    await other.close();
    return token;
  }

  function withPublicKeyAsSecret(): string {
    const text = `${encoded({ alg: 'HS256' })}.${encoded(claims())}`;
    const secret = issuer.keys.publicKey.export({ format: 'pem', type: 'spki' });
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  }
});

describe('a request', () => {
  it('a request to read → needs no token, and an invalid one is ignored', async () => {
    const headers = { Authorization: 'Bearer abc' };
    expect((await service.request('/api/taxonomy/layers', { headers })).status).toBe(200);
    expect((await service.request(path, { headers })).status).toBe(200);
  });

  it('Authorization twice → 400 at the header', async () => {
    // Node sends a list as several lines.
    const authorization = [`Bearer ${await issuer.token()}`, 'Bearer abc'] as unknown as string;
    const { status, body } = await service.raw(path, { authorization });
    expect([status, JSON.parse(String(body))]).toMatchObject([
      400,
      { errors: [{ pointer: '/headers/Authorization', detail: 'is there more than once' }] },
    ]);
  });

  it('no token and a body that is too large → 401, because the body is not read', async () => {
    expect((await service.post(path, 'x'.repeat(34_000_000))).status).toBe(401);
  });

  it('the quota is used up → 429 before the token is checked', async () => {
    const limited = await startTestService({ environment: { ...issuer.environment, RATE_LIMIT: '1' } });
    expect((await publishAs(undefined, limited)).status).toBe(401);
    expect((await publishAs(undefined, limited)).status).toBe(429);
    await limited.close();
  });

  it('no trusted issuer → 403 that says how to configure one, with any token', async () => {
    const closed = await startTestService();
    for (const header of [undefined, `Bearer ${await issuer.token()}`]) {
      const { status, challenge, problem } = await publishAs(header, closed);
      expect([status, problem.type]).toEqual([403, '/problems/forbidden']);
      expect(challenge).toBe('Bearer realm="taxonomy"');
      for (const name of ['PUBLISH_ISSUER', 'PUBLISH_AUDIENCE', 'PUBLISH_JWKS_URL', 'PUBLISH_KEY_FILE'])
        expect(problem.detail).toContain(name);
    }
    await closed.close();
  });
});

describe('keys at a URL', () => {
  it('keys at a URL → found by kid; an unknown kid → 401; no kid with two keys → 401 that names kid', async () => {
    const other = await createTestIssuer();
    const remote = await serveKeys([jwkOf(issuer, { kid: 'one' }), jwkOf(other, { kid: 'two' })]);
    const trusting = await startTestService({ environment: remote.environment });
    const bearer = async (kid?: string) => {
      const header = { alg: 'ES256', ...(kid && { kid }) };
      return `Bearer ${await new SignJWT(claims()).setProtectedHeader(header).sign(issuer.keys.privateKey)}`;
    };
    expect((await publishAs(await bearer('one'), trusting)).status).toBe(400);
    expect((await publishAs(await bearer('two'), trusting)).status).toBe(401);
    expect((await publishAs(await bearer('three'), trusting)).status).toBe(401);
    const unnamed = await publishAs(await bearer(), trusting);
    expect([unnamed.status, unnamed.problem.detail]).toEqual([401, expect.stringContaining('kid')]);
    await Promise.all([trusting.close(), remote.close(), other.close()]);
  });

  it('keys at a URL that does not answer → 503 with Retry-After; without a token → 401', async () => {
    const remote = await serveKeys([]);
    await remote.close();
    const trusting = await startTestService({ environment: remote.environment });
    const good = await publishAs(`Bearer ${await issuer.token()}`, trusting);
    expect([good.status, good.problem.type, good.retryAfter]).toEqual([503, '/problems/unavailable', '30']);
    expect((await publishAs(undefined, trusting)).status).toBe(401);
    expect(trusting.logs).toContainEqual(expect.objectContaining({ msg: 'tokens cannot be checked' }));
    await trusting.close();
  });

  it('an RSA key with too few bits → 503 without the reason, which is in the log', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const remote = await serveKeys([publicKey.export({ format: 'jwk' })]);
    const trusting = await startTestService({ environment: { ...remote.environment, PUBLISH_ALG: 'RS256' } });
    const token = `${encoded({ alg: 'RS256' })}.${encoded(claims())}.AAAA`;
    const { status, retryAfter, problem } = await publishAs(`Bearer ${token}`, trusting);
    expect([status, problem.type, retryAfter]).toEqual([503, '/problems/unavailable', '30']);
    expect(JSON.stringify(problem)).not.toMatch(/RS256|2048|PUBLISH/);
    const line = JSON.stringify(trusting.logs.find(({ msg }) => msg === 'tokens cannot be checked'));
    expect(line).toContain(
      'PUBLISH_JWKS_URL cannot be used: RS256 requires key modulusLength to be 2048 bits',
    );
    for (const part of token.split('.')) expect(line).not.toContain(part);
    await Promise.all([trusting.close(), remote.close()]);
  });

  function jwkOf({ keys }: TestIssuer, members: object): object {
    return { ...keys.publicKey.export({ format: 'jwk' }), ...members };
  }

  async function serveKeys(keys: readonly object[]) {
    const server = createServer((_request, response) => response.end(JSON.stringify({ keys })));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { PUBLISH_KEY_FILE, ...trust } = issuer.environment;
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
    return {
      environment: { ...trust, PUBLISH_JWKS_URL: url },
      close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
    };
  }
});
