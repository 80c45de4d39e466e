import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { CompactSign, type JWK } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Algorithm } from './public-keys.ts';
import { createVerifyToken, InvalidToken, KeysUnavailable } from './verify-token.ts';

const trust = { issuer: 'https://issuer.example', audience: 'taxonomy' };
const clock = { now: () => new Date(), uptime: () => 0 };
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const good = jwkOf(publicKey);

function jwkOf(key: KeyObject): JWK {
  return key.export({ format: 'jwk' }) as JWK;
}

function rsaKey(modulusLength: number): JWK {
  return jwkOf(generateKeyPairSync('rsa', { modulusLength }).publicKey);
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
/** Has no valid signature. That is noticed last: the key is looked up first. */
const tokenFor = (algorithm: Algorithm) => `${encoded({ alg: algorithm })}.${encoded({})}.AAAA`;

let close = () => {};
afterEach(() => {
  close();
  vi.restoreAllMocks();
});

async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  close = () => void server.close().closeAllConnections();
  await once(server, 'listening');
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`);
}

/** What a check rejects with, and the messages of all causes, as they are logged. */
async function rejectionOf(keys: URL | readonly JWK[], algorithm: Algorithm = 'ES256') {
  const verify = createVerifyToken({ ...trust, algorithm, keys }, clock);
  const error: unknown = await verify(tokenFor(algorithm)).catch((error: unknown) => error);
  const messages: string[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) messages.push(cause.message);
  return { error, message: messages.join(': ') };
}

const served = (body: unknown, status = 200): RequestListener => {
  return (_request, response) =>
    response.writeHead(status, { Location: '/' }).end(typeof body === 'string' ? body : JSON.stringify(body));
};

describe('unusable keys → KeysUnavailable with the reason', () => {
  const rows: [name: string, listener: RequestListener, message: string, algorithm?: Algorithm][] = [
    ['RSA of 1024 bits', served({ keys: [rsaKey(1024)] }), '2048 bits', 'RS256'],
    ['RSA-PSS of 1024 bits', served({ keys: [rsaKey(1024)] }), '2048 bits', 'PS256'],
    ['RSA without a modulus', served({ keys: [{ kty: 'RSA', e: 'AQAB' }] }), 'Invalid keyData', 'RS256'],
    ['a point that is not on the curve', served({ keys: [{ ...good, x: good.y }] }), 'Invalid keyData'],
    ['half a point', served({ keys: [{ ...good, y: undefined }] }), 'Invalid keyData'],
    ['a key that signs', served({ keys: [{ ...good, key_ops: ['verify', 'sign'] }] }), 'usage'],
    ['a private key', served({ keys: [{ ...jwkOf(privateKey) }] }), 'must be public keys'],
    ['not JSON', served('<html>'), 'as JSON'],
    ['an empty body', served(''), 'as JSON'],
    ['null', served(null), 'Key Set malformed'],
    ['keys that are not a list', served({ keys: good }), 'Key Set malformed'],
    ['one key instead of a set', served(good), 'Key Set malformed'],
    ['a key that is null', served({ keys: [null] }), 'Key Set malformed'],
    ['not found', served({ keys: [good] }, 404), '200 OK'],
    ['a redirect', served({ keys: [good] }, 302), '200 OK'],
    ['a connection broken', (request) => request.socket.destroy(), 'fetch failed'],
    [
      'a response that breaks off',
      (_request, response) => response.writeHead(200).write('{"keys":', () => response.destroy()),
      'terminated',
    ],
  ];

  it.each(rows)('keys: %s → KeysUnavailable', async (_name, listener, message, algorithm) => {
    const rejection = await rejectionOf(await serve(listener), algorithm);
    expect(rejection.error).toBeInstanceOf(KeysUnavailable);
    expect(rejection.message).toMatch(/^the keys of PUBLISH_JWKS_URL cannot be used: /);
    expect(rejection.message).toContain(message);
  });

  it('nothing listens at the URL → KeysUnavailable', async () => {
    const url = await serve(() => {});
    close();
    const { error, message } = await rejectionOf(url);
    expect(error).toBeInstanceOf(KeysUnavailable);
    expect(message).toContain('ECONNREFUSED');
  });

  it.each<[string, RequestListener]>([
    ['before the headers', () => {}],
    ['within the body', (_request, response) => void response.writeHead(200).write('{"keys":')],
  ])('no response in time, silent %s → KeysUnavailable', async (_name, listener) => {
    vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(AbortSignal.timeout(100));
    const { error, message } = await rejectionOf(await serve(listener));
    expect(error).toBeInstanceOf(KeysUnavailable);
    expect(message).toMatch(/timed out|due to timeout/);
  });

  it.each<[string, readonly JWK[]]>([
    ['a key that signs', [{ ...good, key_ops: ['sign'] }]],
    ['a key with a malformed ext', [{ ...good, ext: 'no' as unknown as boolean }]],
  ])('keys in a file: %s → KeysUnavailable', async (_name, keys) => {
    const { error, message } = await rejectionOf(keys);
    expect(error).toBeInstanceOf(KeysUnavailable);
    expect(message).toMatch(/^the keys of PUBLISH_KEY_FILE cannot be used: ./);
  });
});

describe('keys at a URL', () => {
  const claims = () => ({ iss: trust.issuer, aud: trust.audience, exp: Date.now() / 1000 + 600 });
  const sign = (payload: object, header: object = {}) =>
    new CompactSign(Buffer.from(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'ES256', ...header })
      .sign(privateKey);

  it('a set of 1 MiB → read; a byte more → KeysUnavailable', async () => {
    const setOf = (bytes: number) => {
      const { length } = JSON.stringify({ keys: [good], x: '' });
      return served({ keys: [good], x: 'x'.repeat(bytes - length) });
    };
    expect((await rejectionOf(await serve(setOf(2 ** 20)))).error).toBeInstanceOf(InvalidToken);
    close();
    const { error, message } = await rejectionOf(await serve(setOf(2 ** 20 + 1)));
    expect(error).toBeInstanceOf(KeysUnavailable);
    expect(message).toContain('larger than 1048576 bytes');
  });

  it('many tokens while the keys cannot be fetched → one fetch, and another after five seconds', async () => {
    let fetches = 0;
    const keys = await serve((_request, response) => {
      fetches += 1;
      if (fetches < 2) response.writeHead(500).end();
      else served({ keys: [good] })(_request, response);
    });
    const verify = createVerifyToken({ ...trust, algorithm: 'ES256', keys }, clock);
    const token = await sign(claims());
    const now = performance.now();
    const spy = vi.spyOn(performance, 'now').mockReturnValue(now);
    const errors = await Promise.all(Array.from({ length: 20 }, () => verify(token).catch((error) => error)));
    expect(errors.every((error) => error instanceof KeysUnavailable)).toBe(true);
    spy.mockReturnValue(now + 4999);
    await expect(verify(token)).rejects.toBeInstanceOf(KeysUnavailable);
    expect(fetches).toBe(1);
    spy.mockReturnValue(now + 5000);
    await expect(verify(token)).resolves.toMatchObject({ subject: undefined });
    expect(fetches).toBe(2);
  });

  it('a key that is withdrawn → its tokens are refused a minute later', async () => {
    const keys = [good];
    const url = await serve((request, response) => served({ keys })(request, response));
    const verify = createVerifyToken({ ...trust, algorithm: 'ES256', keys: url }, clock);
    const token = await sign(claims());
    await verify(token);
    keys.pop();
    await verify(token);
    const now = Date.now();
    vi.spyOn(Date, 'now').mockReturnValue(now + 60_001);
    await expect(verify(token)).rejects.toBeInstanceOf(InvalidToken);
  });

  const day = 24 * 60 * 60;
  it.each([
    ['an hour', {}, 3600, undefined],
    ['a day', {}, day - 60, undefined],
    ['25 hours', {}, 25 * 3600, 'The claim exp of the token'],
    ['for ever', {}, 1e300, 'The claim exp of the token'],
    ['JWT', { typ: 'JWT' }, 60, undefined],
    ['at+jwt', { typ: 'at+jwt' }, 60, undefined],
    ['application/at+JWT', { typ: 'application/at+JWT' }, 60, undefined],
    ['an ID token', { typ: 'id_token+jwt' }, 60, 'The header typ'],
    ['a DPoP proof', { typ: 'dpop+jwt' }, 60, 'The header typ'],
    ['a kid', { kid: 'k1' }, 60, undefined],
    ['a kid that is no text', { kid: 1 }, 60, 'The claim kid'],
  ])(
    'a token, valid or named: %s → accepted or refused with the reason',
    async (_, header, seconds, reason) => {
      const verify = createVerifyToken({ ...trust, algorithm: 'ES256', keys: [good] }, clock);
      const token = await sign({ ...claims(), exp: Date.now() / 1000 + seconds }, header);
      if (reason) await expect(verify(token)).rejects.toThrow(reason);
      else expect(await verify(token)).toMatchObject({ keyId: (header as { kid?: string }).kid });
    },
  );
});

describe('a set without the key of the token → InvalidToken', () => {
  it.each<[string, readonly object[]]>([
    ['without keys', []],
    ['of keys of an unknown type', [{ kty: 'XYZ' }]],
    ['of keys without a type', [{}]],
    ['of keys of another type', [rsaKey(2048)]],
    ['of keys on another curve', [{ ...good, crv: 'P-384' }]],
    ['of keys for another algorithm', [{ ...good, alg: 'ES384' }]],
    ['of keys for encryption', [{ ...good, use: 'enc' }]],
    ['of keys for signing', [{ ...good, key_ops: ['sign'] }]],
  ])('a set %s → InvalidToken', async (_name, keys) => {
    const { error, message } = await rejectionOf(await serve(served({ keys })));
    expect(error).toBeInstanceOf(InvalidToken);
    expect(message).toContain('not signed with a key of the issuer');
  });
});

const seconds = () => Math.floor(clock.now().getTime() / 1000);
const rightClaims = () => ({ iss: trust.issuer, aud: trust.audience, exp: seconds() + 60 });
const sign = (claims: object, header: object = {}, key = privateKey) =>
  new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'ES256', ...header })
    .sign(key);

const verify = (token: string) =>
  createVerifyToken({ ...trust, algorithm: 'ES256', keys: [good] }, clock)(token);

describe('a token that the issuer signed', () => {
  const day = 24 * 60 * 60;
  afterEach(() => {
    vi.useRealTimers();
  });

  it('all claims → what they say', async () => {
    const claims = { ...rightClaims(), sub: 'somebody', jti: 'token-1', scope: 'read taxonomy:write' };
    expect(await verify(await sign(claims, { kid: 'key-1' }))).toEqual({
      scopes: new Set(['read', 'taxonomy:write']),
      subject: 'somebody',
      tokenId: 'token-1',
      keyId: 'key-1',
    });
  });

  it('no optional claim → no scopes and no names', async () => {
    expect(await verify(await sign(rightClaims()))).toEqual({ scopes: new Set() });
  });

  it.each([
    ['another issuer', { iss: 'https://other.example' }, 'The claim iss of the token is missing or not'],
    ['no issuer', { iss: undefined }, 'The claim iss of the token is missing or not'],
    ['another audience', { aud: 'other' }, 'The claim aud of the token is missing or not'],
    ['no exp', { exp: undefined }, 'accepts: at most 24 hours from now.'],
    [
      'not yet valid',
      { nbf: seconds() + day },
      'The claim nbf of the token is missing or not what this server accepts.',
    ],
  ])('%s → InvalidToken', async (_, claims, message) => {
    const refused = verify(await sign({ ...rightClaims(), ...claims }));
    await expect(refused).rejects.toThrow(InvalidToken);
    await expect(refused).rejects.toThrow(message);
  });

  it.each([
    [-5, 'The token has expired.'],
    [-4, undefined],
    [day, undefined],
    [day + 1, 'at most 24 hours from now'],
  ])('%d seconds until exp → %s', async (left, message) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Math.floor(Date.now() / 1000) * 1000 });
    const verified = verify(await sign({ ...rightClaims(), exp: seconds() + left }));
    if (message) await expect(verified).rejects.toThrow(message);
    else expect(await verified).toBeDefined();
  });

  it.each(['JWT', 'jwt', 'at+jwt', 'application/at+jwt'])('typ %s → accepted', async (typ) => {
    expect(await verify(await sign(rightClaims(), { typ }))).toBeDefined();
  });

  it.each(['jwt2', 'id+jwt', 'x/jwt', ''])('typ %j → InvalidToken', async (typ) => {
    await expect(verify(await sign(rightClaims(), { typ }))).rejects.toThrow('The header typ of the token');
  });

  it('one of several keys → the one that kid names; no kid → InvalidToken', async () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const keys = [
      { ...good, kid: 'a' },
      { ...jwkOf(other.publicKey), kid: 'b' },
    ];
    const verifyWithBoth = createVerifyToken({ ...trust, algorithm: 'ES256', keys }, clock);
    for (const [kid, key] of [
      ['a', privateKey],
      ['b', other.privateKey],
    ] as const)
      expect(await verifyWithBoth(await sign(rightClaims(), { kid }, key))).toMatchObject({ keyId: kid });
    await expect(verifyWithBoth(await sign(rightClaims(), { kid: 'a' }, other.privateKey))).rejects.toThrow(
      'not signed with a key of the issuer',
    );
    await expect(verifyWithBoth(await sign(rightClaims()))).rejects.toThrow('does not say with kid');
  });
});

describe('any token → what it says or InvalidToken', () => {
  const check = async (token: string) => {
    try {
      const { scopes, subject, tokenId } = await verify(token);
      expect(scopes).toBeInstanceOf(Set);
      for (const text of [subject, tokenId]) expect(typeof (text ?? '')).toBe('string');
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidToken);
    }
  };
  const members = fc.record(
    {
      kid: fc.jsonValue(),
      typ: fc.jsonValue(),
      crit: fc.oneof(fc.constant(['b64']), fc.jsonValue()),
      b64: fc.oneof(fc.boolean(), fc.jsonValue()),
      jwk: fc.jsonValue(),
    },
    { requiredKeys: [], noNullPrototype: true },
  );

  it('any header → what it says or InvalidToken', async () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }));
    const property = fc.asyncProperty(members, text, text, (header, payload, signature) =>
      check(`${encoded({ alg: 'ES256', ...header })}.${payload}.${signature}`),
    );
    await fc.assert(property, { numRuns: 300 });
  });

  it('any claims, signed by the issuer → what it says or InvalidToken', async () => {
    const names = fc.constantFrom('iss', 'aud', 'exp', 'nbf', 'iat', 'scope', 'sub', 'jti');
    const property = fc.asyncProperty(fc.dictionary(names, fc.jsonValue()), async (generated) => {
      await check(await sign({ ...rightClaims(), ...generated }));
    });
    await fc.assert(property, { numRuns: 100 });
  });
});
