/** Verifies JSON Web Tokens (RFC 7519) and reads what they say about their bearer. */
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  jwtVerify,
} from 'jose';
import type { Clock } from '../../handler.ts';
import type { TrustedIssuer } from './trusted-issuer.ts';

/** Rejects with InvalidToken or KeysUnavailable. */
export type VerifyToken = (token: string) => Promise<VerifiedToken>;

export interface VerifiedToken {
  readonly scopes: ReadonlySet<string>;
  /** The claim `sub`. */
  readonly subject: string | undefined;
  /** The claim `jti`. */
  readonly tokenId: string | undefined;
}

/** The message says which check failed. It contains nothing from the token. */
export class InvalidToken extends Error {}

/** The keys of the issuer are missing or unusable. The reason is in `cause`, for the log. */
export class KeysUnavailable extends Error {
  constructor({ keys }: TrustedIssuer, cause: unknown) {
    const variable = keys instanceof URL ? 'PUBLISH_JWKS_URL' : 'PUBLISH_KEY_FILE';
    super(`the keys of ${variable} cannot be used`, { cause });
  }
}

export function createVerifyToken(trusted: TrustedIssuer, clock: Clock): VerifyToken {
  const getKey = keySource(trusted);
  const { issuer, audience, algorithm } = trusted;
  const options: JWTVerifyOptions = {
    issuer,
    audience,
    algorithms: [algorithm],
    requiredClaims: ['exp'],
    // Seconds. The clocks of issuer and server may differ.
    clockTolerance: 5,
  };
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, getKey, { ...options, currentDate: clock.now() });
      return {
        scopes: scopesOf(payload.scope),
        subject: nameIn(payload, 'sub'),
        tokenId: nameIn(payload, 'jti'),
      };
    } catch (error) {
      if (error instanceof errors.JOSEError) throw new InvalidToken(explain(error, algorithm));
      // jose throws a TypeError for a key that it cannot use, such as RSA with too few bits.
      throw error instanceof KeysUnavailable ? error : new KeysUnavailable(trusted, error);
    }
  };
}

/** The claim `scope` is one string with spaces between (RFC 8693, 4.2). */
function scopesOf(claim: unknown): ReadonlySet<string> {
  return new Set(typeof claim === 'string' ? claim.split(' ') : []);
}

/** What is published keeps both claims. OpenID Connect (Core, section 2) limits `sub` to 255 characters. */
function nameIn(payload: JWTPayload, claim: 'sub' | 'jti'): string | undefined {
  const value: unknown = payload[claim];
  if (value === undefined || (typeof value === 'string' && /^[^\p{Cc}\p{Cs}]{1,255}$/u.test(value)))
    return value;
  throw new errors.JWTClaimValidationFailed(`unexpected ${claim}`, payload, claim);
}

function keySource(trusted: TrustedIssuer): JWTVerifyGetKey {
  const { keys } = trusted;
  if (keys instanceof URL) return remoteKeys(trusted, keys);
  const [only, ...others] = keys;
  // A single key needs no kid. Among several keys, the token says which one signed it.
  return only && others.length === 0 ? () => only : createLocalJWKSet({ keys: [...keys] });
}

function remoteKeys(trusted: TrustedIssuer, url: URL): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(url);
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      const isTokenError =
        error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
      throw isTokenError ? error : new KeysUnavailable(trusted, error);
    }
  };
}

function explain(error: errors.JOSEError, algorithm: string): string {
  if (error instanceof errors.JWTExpired) return 'The token has expired.';
  if (error instanceof errors.JWTClaimValidationFailed)
    return `The claim ${error.claim} of the token is missing or not what this server accepts.`;
  if (error instanceof errors.JOSEAlgNotAllowed) return `The token is not signed with ${algorithm}.`;
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return 'The token is not signed with a key of the issuer that this server trusts.';
  if (error instanceof errors.JWKSMultipleMatchingKeys)
    return 'The token does not say with kid which of the keys of the issuer signed it.';
  return 'The token is not a signed JSON Web Token.';
}
