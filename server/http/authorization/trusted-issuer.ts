import type { JWK } from 'jose';
import { type Algorithm, readPublicKeys } from './public-keys.ts';

/** The issuer whose tokens are trusted, and how they are checked. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithm: Algorithm;
  /** The URL where the issuer publishes its keys, or the keys. */
  readonly keys: URL | readonly JWK[];
}

export interface PublishingVariables {
  PUBLISH_JWKS_URL?: string;
  PUBLISH_KEY_FILE?: string;
  PUBLISH_ISSUER?: string;
  PUBLISH_AUDIENCE?: string;
  PUBLISH_ALG: Algorithm;
}

/**
 * Undefined when no PUBLISH_ variable is set: publishing over HTTP is off.
 *
 * @throws Error with a sentence for the operator
 */
export function readTrustedIssuer(variables: PublishingVariables): TrustedIssuer | undefined {
  const {
    PUBLISH_JWKS_URL: url,
    PUBLISH_KEY_FILE: file,
    PUBLISH_ISSUER: issuer,
    PUBLISH_AUDIENCE: audience,
    PUBLISH_ALG: algorithm,
  } = variables;
  if (!url && !file && !issuer && !audience) return undefined;
  if (url && file) throw new Error('PUBLISH_JWKS_URL and PUBLISH_KEY_FILE are both set. Keep one.');
  if (!issuer) throw missing('PUBLISH_ISSUER', 'the claim iss of the tokens to trust');
  if (!audience) throw missing('PUBLISH_AUDIENCE', 'the claim aud of the tokens meant for this service');
  if (url) return { issuer, audience, algorithm, keys: readUrl(url) };
  if (file) return { issuer, audience, algorithm, keys: readKeys(file, algorithm) };
  throw missing('PUBLISH_JWKS_URL or PUBLISH_KEY_FILE', 'where the public key of the issuer is');
}

/** Host names of a URL. Requests to them stay on this machine, so plain HTTP is safe. */
export const thisMachine = ['localhost', '127.0.0.1', '[::1]'];

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // Keys from plain HTTP could have been replaced on the way. fetch refuses a URL with a password.
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && thisMachine.includes(url.hostname));
  if (url && isSafe && !url.username && !url.password) return url;
  // The message leaves out the value, which may hold a password.
  throw new Error(
    'PUBLISH_JWKS_URL must be a URL with https, or http on localhost, without user or password.',
  );
}

function readKeys(file: string, algorithm: Algorithm): readonly JWK[] {
  try {
    return readPublicKeys(file, algorithm);
  } catch (error) {
    throw new Error(`PUBLISH_KEY_FILE: ${error instanceof Error ? error.message : error}`);
  }
}

function missing(name: string, meaning: string): Error {
  return new Error(`Publishing over HTTP also needs ${name}: ${meaning}.`);
}
