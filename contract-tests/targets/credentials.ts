/** Bearer tokens for the operations that ask for one: a valid one, and one for each way to be invalid. */
import { generateKeyPairSync } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import type { Operation } from '../../contract/model.ts';
import { createTestIssuer } from '../../server/testing/test-issuer.ts';
import { type PlannedRequest, withHeaders } from '../http/planned-request.ts';

export interface Credentials {
  /** Allows every operation. */
  readonly token: string;
  /** Invalid tokens, by what is wrong with them: `expired token`. */
  readonly rejected: Readonly<Record<string, string>>;
  /** A valid token without the scope that publishing needs. */
  readonly insufficientScope?: string;
}

/** Credentials, and the variables of a server that accepts them. */
export interface Issued {
  readonly credentials: Credentials;
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Adds the token where the operation asks for one and there are credentials. */
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

/** Issues credentials, signed with a new key. */
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
    'malformed token': 'garbage',
    'expired token': await token({ exp: now - 60 }),
    'token that never expires': await token({ exp: undefined }),
    'token of another issuer': await token({ exp, iss: 'https://elsewhere.example' }),
    'token for another audience': await token({ exp, aud: 'elsewhere' }),
    'unsigned token': new UnsecuredJWT(right).encode(),
    'token signed with another key': await signed(
      'ES256',
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
    ),
    // The public key is public: a server that lets the token choose the algorithm would use it as the HMAC secret.
    'token signed with the public key': await signed('HS256', Buffer.from(publicText)),
  };
  const insufficientScope = await token({ exp, scope: 'taxonomy:read' });
  return { credentials: { token: await token({ exp }), rejected, insufficientScope }, environment, close };
}
