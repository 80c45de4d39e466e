/** Bearer tokens for the operations that ask for one: one that is right, and every way of being wrong. */
import { generateKeyPairSync } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import type { Operation } from '../../contract/model.ts';
import { createTestIssuer } from '../../server/testing/test-issuer.ts';
import { type PlannedRequest, withHeaders } from '../http/planned-request.ts';

export interface Credentials {
  /** Allows every operation. */
  readonly token: string;
  /** By what is wrong with them. */
  readonly rejected: Readonly<Record<string, string>>;
  /** Right in everything but its scope. */
  readonly insufficientScope?: string;
}

/** Credentials, and what a server of ours has to be told to believe them. */
export interface Issued {
  readonly credentials: Credentials;
  /** Variables of the environment. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The request with a token, where the operation asks for one and there is one. */
export function authorized<Request extends PlannedRequest>(
  { scopes }: Operation,
  request: Request,
  credentials: Credentials | undefined,
): Request {
  return scopes && credentials ? withHeaders(request, bearer(credentials.token)) : request;
}

export function bearer(token: string) {
  return { authorization: `Bearer ${token}` };
}

const longestRunSeconds = 24 * 60 * 60;

/** Issues credentials with a key that is made for the run. */
export async function issueCredentials(): Promise<Issued> {
  const { environment, keys, token, close } = await createTestIssuer();
  const now = Math.floor(Date.now() / 1000);
  const exp = now + longestRunSeconds;
  const { PUBLISH_ISSUER: iss = '', PUBLISH_AUDIENCE: aud = '' } = environment;
  const right = { iss, aud, exp, scope: 'taxonomy:publish' };
  const signed = (alg: string, key: Parameters<SignJWT['sign']>[0]) =>
    new SignJWT(right).setProtectedHeader({ alg }).sign(key);
  const publicText = keys.publicKey.export({ format: 'pem', type: 'spki' });
  const rejected = {
    malformed: 'garbage',
    'that has expired': await token({ exp: now - 60 }),
    'that never expires': await token({ exp: undefined }),
    'of another issuer': await token({ exp, iss: 'https://elsewhere.example' }),
    'for another audience': await token({ exp, aud: 'elsewhere' }),
    'that nobody signed': new UnsecuredJWT(right).encode(),
    'signed with another key': await signed(
      'ES256',
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
    ),
    // Everyone has the public key: a server that lets the token choose the algorithm takes it for a secret.
    'signed with the public key': await signed('HS256', Buffer.from(publicText)),
  };
  const insufficientScope = await token({ exp, scope: 'taxonomy:read' });
  return { credentials: { token: await token({ exp }), rejected, insufficientScope }, environment, close };
}
