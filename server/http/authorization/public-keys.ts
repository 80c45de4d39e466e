import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { JSONWebKeySet, JWK } from 'jose';

/** Asymmetric only: the configuration holds public keys, and a reader of it cannot sign tokens. */
export const algorithms = ['ES256', 'ES384', 'EdDSA', 'RS256', 'PS256'] as const;
export type Algorithm = (typeof algorithms)[number];

const keyTypes: Readonly<Record<Algorithm, { readonly kty: string; readonly crv?: string }>> = {
  ES256: { kty: 'EC', crv: 'P-256' },
  ES384: { kty: 'EC', crv: 'P-384' },
  EdDSA: { kty: 'OKP', crv: 'Ed25519' },
  RS256: { kty: 'RSA' },
  PS256: { kty: 'RSA' },
};

/**
 * The public keys for an algorithm in a file: PEM, a JWK or a JWK set.
 *
 * @throws Error that names the file, never its content
 */
export function readPublicKeys(file: string, algorithm: Algorithm): readonly JWK[] {
  const text = readText(file);
  const keys = text.includes('-----BEGIN') ? [parsePem(text, file)] : parseJson(text, file);
  if (keys.some(({ d, k }) => d !== undefined || k !== undefined)) throw secretKey(file);
  const usable = keys.filter((key) => fits(key, algorithm));
  if (usable.length === 0) throw new Error(`${file} holds no public key for ${algorithm}.`);
  for (const key of usable) checkUsable(key, file);
  return usable;
}

// The minimum of RFC 7518 (3.3, 3.5) and of jose. With a shorter key, checking any token would fail.
const minRsaBits = 2048;

function checkUsable(key: JWK, file: string): void {
  const { modulusLength = minRsaBits } = importKey(key, file).asymmetricKeyDetails ?? {};
  if (modulusLength >= minRsaBits) return;
  throw new Error(`${file} holds an RSA key of ${modulusLength} bits. Use one of ${minRsaBits} or more.`);
}

function importKey(key: JWK, file: string): KeyObject {
  try {
    return createPublicKey({ key, format: 'jwk' });
  } catch {
    throw notKeys(file);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}.`);
  }
}

function parsePem(text: string, file: string): JWK {
  // createPublicKey would accept a private key too, without a warning.
  if (text.includes('PRIVATE KEY')) throw secretKey(file);
  try {
    return createPublicKey(text).export({ format: 'jwk' }) as JWK;
  } catch {
    throw notKeys(file);
  }
}

function parseJson(text: string, file: string): readonly JWK[] {
  try {
    const parsed: JWK | JSONWebKeySet = JSON.parse(text);
    return 'keys' in parsed && Array.isArray(parsed.keys) ? parsed.keys : [parsed as JWK];
  } catch {
    throw notKeys(file);
  }
}

function fits({ kty, crv, alg, use = 'sig' }: JWK, algorithm: Algorithm): boolean {
  const type = keyTypes[algorithm];
  return kty === type.kty && crv === type.crv && (alg === undefined || alg === algorithm) && use === 'sig';
}

function secretKey(file: string): Error {
  return new Error(`${file} holds a secret key. Give the public key alone.`);
}

function notKeys(file: string): Error {
  return new Error(`${file} is neither a public key in PEM, nor a JWK, nor a JWK set.`);
}
