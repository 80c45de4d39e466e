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
/** Signed by nobody, which is seen last: the key comes first. */
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

/** What a check rejects with, and all that it says of the reason, as it is logged. */
async function refusalOf(keys: URL | readonly JWK[], algorithm: Algorithm = 'ES256') {
  const verify = createVerifyToken({ ...trust, algorithm, keys }, clock);
  const error: unknown = await verify(tokenFor(algorithm)).catch((error: unknown) => error);
  const said: string[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) said.push(cause.message);
  return { error, said: said.join(': ') };
}

const served = (body: unknown, status = 200): RequestListener => {
  return (_request, response) =>
    response.writeHead(status, { Location: '/' }).end(typeof body === 'string' ? body : JSON.stringify(body));
};

describe('keys that no token can be checked with → KeysUnavailable, which says what is wrong', () => {
  const rows: [name: string, listener: RequestListener, said: string, algorithm?: Algorithm][] = [
    ['RSA of 1024 bits', served({ keys: [rsaKey(1024)] }), '2048 bits', 'RS256'],
    ['RSA-PSS of 1024 bits', served({ keys: [rsaKey(1024)] }), '2048 bits', 'PS256'],
    ['RSA without a modulus', served({ keys: [{ kty: 'RSA', e: 'AQAB' }] }), 'Invalid keyData', 'RS256'],
    ['a point on no curve', served({ keys: [{ ...good, x: good.y }] }), 'Invalid keyData'],
    ['half a point', served({ keys: [{ ...good, y: undefined }] }), 'Invalid keyData'],
    ['a key that signs', served({ keys: [{ ...good, key_ops: ['verify', 'sign'] }] }), 'usage'],
    ['a private key', served({ keys: [{ ...jwkOf(privateKey) }] }), 'must be public keys'],
    ['no JSON', served('<html>'), 'as JSON'],
    ['nothing', served(''), 'as JSON'],
    ['null', served(null), 'Key Set malformed'],
    ['keys that are no list', served({ keys: good }), 'Key Set malformed'],
    ['a key alone, which is no set', served(good), 'Key Set malformed'],
    ['a key that is none', served({ keys: [null] }), 'Key Set malformed'],
    ['not found', served({ keys: [good] }, 404), '200 OK'],
    ['elsewhere', served({ keys: [good] }, 302), '200 OK'],
    ['a connection broken', (request) => request.socket.destroy(), 'fetch failed'],
    [
      'an answer broken off',
      (_request, response) => response.writeHead(200).write('{"keys":', () => response.destroy()),
      'as JSON',
    ],
  ];

  it.each(rows)('%s', async (_name, listener, said, algorithm) => {
    const refusal = await refusalOf(await serve(listener), algorithm);
    expect(refusal.error).toBeInstanceOf(KeysUnavailable);
    expect(refusal.said).toMatch(/^the keys of PUBLISH_JWKS_URL cannot be used: /);
    expect(refusal.said).toContain(said);
  });

  it('nobody listens', async () => {
    const url = await serve(() => {});
    close();
    const { error, said } = await refusalOf(url);
    expect(error).toBeInstanceOf(KeysUnavailable);
    expect(said).toContain('ECONNREFUSED');
  });

  it.each<[string, RequestListener]>([
    ['before the headers', () => {}],
    ['within the body', (_request, response) => void response.writeHead(200).write('{"keys":')],
  ])('no answer in time, silent %s', async (_name, listener) => {
    vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(AbortSignal.timeout(100));
    const { error, said } = await refusalOf(await serve(listener));
    expect(error).toBeInstanceOf(KeysUnavailable);
    expect(said).toMatch(/timed out|due to timeout/);
  });

  it.each<[string, readonly JWK[]]>([
    ['one that signs', [{ ...good, key_ops: ['sign'] }]],
    ['one that does not say how it is used', [{ ...good, ext: 'no' as unknown as boolean }]],
  ])('in a file, %s', async (_name, keys) => {
    const { error, said } = await refusalOf(keys);
    expect(error).toBeInstanceOf(KeysUnavailable);
    expect(said).toMatch(/^the keys of PUBLISH_KEY_FILE cannot be used: ./);
  });
});

describe('a set without the key of the token → InvalidToken', () => {
  it.each<[string, readonly object[]]>([
    ['empty', []],
    ['of an unknown type', [{ kty: 'XYZ' }]],
    ['of no type', [{}]],
    ['of another type', [rsaKey(2048)]],
    ['of another curve', [{ ...good, crv: 'P-384' }]],
    ['for another algorithm', [{ ...good, alg: 'ES384' }]],
    ['to encrypt with', [{ ...good, use: 'enc' }]],
    ['to sign with', [{ ...good, key_ops: ['sign'] }]],
  ])('%s', async (_name, keys) => {
    const { error, said } = await refusalOf(await serve(served({ keys })));
    expect(error).toBeInstanceOf(InvalidToken);
    expect(said).toContain('not signed with a key of the issuer');
  });
});

describe('whatever the token → a set of scopes or InvalidToken, and no fault of ours', () => {
  const verify = createVerifyToken({ ...trust, algorithm: 'ES256', keys: [good] }, clock);
  const judge = async (token: string) => {
    const judgement: unknown = await verify(token).catch((error: unknown) => error);
    if (!(judgement instanceof InvalidToken)) expect(judgement).toBeInstanceOf(Set);
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

  it('by its header', async () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }));
    const property = fc.asyncProperty(members, text, text, (header, payload, signature) =>
      judge(`${encoded({ alg: 'ES256', ...header })}.${payload}.${signature}`),
    );
    await fc.assert(property, { numRuns: 300 });
  });

  it('by its claims, signed by the issuer', async () => {
    const names = fc.constantFrom('iss', 'aud', 'exp', 'nbf', 'iat', 'scope', 'sub');
    const property = fc.asyncProperty(fc.dictionary(names, fc.jsonValue()), async (given) => {
      const claims = { iss: trust.issuer, aud: trust.audience, exp: Date.now(), ...given };
      const payload = Buffer.from(JSON.stringify(claims));
      await judge(await new CompactSign(payload).setProtectedHeader({ alg: 'ES256' }).sign(privateKey));
    });
    await fc.assert(property, { numRuns: 100 });
  });
});
