/** Verifies JSON Web Tokens (RFC 7519) and reads what they say about their bearer. */
import {
  createLocalJWKSet,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  jwtVerify,
} from 'jose';
import type { Clock } from '../../handler.ts';
import { createRemoteKeys, isAboutToken } from './remote-keys.ts';
import type { TrustedIssuer } from './trusted-issuer.ts';

/** Rejects with InvalidToken or KeysUnavailable. */
export type VerifyToken = (token: string) => Promise<VerifiedToken>;

export interface VerifiedToken {
  readonly scopes: ReadonlySet<string>;
  /** The claim `sub`. */
  readonly subject: string | undefined;
  /** The claim `jti`. */
  readonly tokenId: string | undefined;
  /** The `kid` of the key that signed it. */
  readonly keyId: string | undefined;
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

/** Seconds that a token may still be valid. */
const maxLifetime = 24 * 60 * 60;

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
      const now = clock.now();
      const { payload, protectedHeader } = await jwtVerify(token, getKey, { ...options, currentDate: now });
      checkType(protectedHeader.typ, payload);
      checkLifetime(payload, now);
      return {
        scopes: scopesOf(payload.scope),
        subject: nameIn(payload, 'sub'),
        tokenId: nameIn(payload, 'jti'),
        keyId: nameIn(protectedHeader, 'kid'),
      };
    } catch (error) {
      if (error instanceof errors.JOSEError) throw new InvalidToken(explain(error, algorithm));
      // jose throws a TypeError for a key that it cannot use, such as RSA with too few bits.
      throw error instanceof KeysUnavailable ? error : new KeysUnavailable(trusted, error);
    }
  };
}

/** RFC 7519, 5.1, and RFC 9068, 2.1. A token of another type, such as an ID token, was not made for this. */
function checkType(typ: string | undefined, payload: JWTPayload): void {
  if (typ !== undefined && !/^(?:application\/)?(?:at\+)?jwt$/i.test(typ))
    throw new errors.JWTClaimValidationFailed('unexpected typ', payload, 'typ');
}

/** A stolen token must not be valid for ever. */
function checkLifetime(payload: JWTPayload, now: Date): void {
  if (Number(payload.exp) > now.getTime() / 1000 + maxLifetime)
    throw new errors.JWTClaimValidationFailed('exp is too far away', payload, 'exp');
}

/** The claim `scope` is one string with spaces between (RFC 8693, 4.2). */
function scopesOf(claim: unknown): ReadonlySet<string> {
  return new Set(typeof claim === 'string' ? claim.split(' ') : []);
}

/** What is published keeps `sub` and `jti`, and the log has all three. OpenID Connect (Core, section 2) limits `sub` to 255 characters. */
function nameIn(part: Readonly<Record<string, unknown>>, claim: 'sub' | 'jti' | 'kid'): string | undefined {
  const value = part[claim];
  if (value === undefined || (typeof value === 'string' && /^[^\p{Cc}\p{Cs}]{1,255}$/u.test(value)))
    return value;
  throw new errors.JWTClaimValidationFailed(`unexpected ${claim}`, part, claim);
}

function keySource(trusted: TrustedIssuer): JWTVerifyGetKey {
  const { keys } = trusted;
  if (keys instanceof URL) return remoteKeys(trusted, keys);
  const [only, ...others] = keys;
  // A single key needs no kid. Among several keys, the token says which one signed it.
  return only && others.length === 0 ? () => only : createLocalJWKSet({ keys: [...keys] });
}

function remoteKeys(trusted: TrustedIssuer, url: URL): JWTVerifyGetKey {
  const remote = createRemoteKeys(url);
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      throw isAboutToken(error) ? error : new KeysUnavailable(trusted, error);
    }
  };
}

function explain(error: errors.JOSEError, algorithm: string): string {
  if (error instanceof errors.JWTExpired) return 'The token has expired.';
  if (error instanceof errors.JWTClaimValidationFailed) return explainClaim(error.claim);
  if (error instanceof errors.JOSEAlgNotAllowed) return `The token is not signed with ${algorithm}.`;
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return 'The token is not signed with a key of the issuer that this server trusts.';
  if (error instanceof errors.JWKSMultipleMatchingKeys)
    return 'The token does not say with kid which of the keys of the issuer signed it.';
  return 'The token is not a signed JSON Web Token.';
}

function explainClaim(claim: string): string {
  if (claim === 'typ') return 'The header typ of the token is not JWT or at+jwt.';
  // jose says so of a missing exp, too.
  return `The claim ${claim} of the token is missing or not what this server accepts${claim === 'exp' ? ': at most 24 hours from now' : ''}.`;
}
