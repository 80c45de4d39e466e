/** The secrets that the server accepts for API keys and HTTP basic. It knows only their hashes. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Contract, Named } from '../../../contract/model.ts';
import type { Environment } from '../../../lib/variables.ts';

/** By security scheme: the SHA-256 of each secret. */
export type AcceptedSecrets = Named<readonly Buffer[]>;

/** The variable of a security scheme: `partnerKey` → `CREDENTIALS_PARTNER_KEY`. */
export function credentialsVariable(scheme: string): string {
  const words = scheme.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').replaceAll(/[^A-Za-z0-9]+/g, '_');
  return `CREDENTIALS_${words.toUpperCase()}`;
}

/**
 * Reads the variables of the schemes that operations use.
 *
 * @throws Error with a sentence for the operator, which does not repeat the value
 */
export function readCredentials({ operations }: Contract, environment: Environment): AcceptedSecrets {
  const schemes = operations.flatMap(
    ({ security }) => security?.alternatives.map(({ scheme }) => scheme) ?? [],
  );
  const names = schemes.filter(({ type }) => type !== 'bearer').map(({ name }) => name);
  return new Map(
    [...new Set(names)].map((name) => {
      const variable = credentialsVariable(name);
      return [name, readHashes(variable, environment[variable])];
    }),
  );
}

function readHashes(variable: string, value: string | undefined): Buffer[] {
  const hashes = value ? value.split(',').map((hash) => hash.trim()) : [];
  if (hashes.every((hash) => /^[0-9a-f]{64}$/.test(hash)))
    return hashes.map((hash) => Buffer.from(hash, 'hex'));
  throw new Error(
    `The environment variable ${variable} must hold SHA-256 hashes in lower-case hex, separated by commas.`,
  );
}

export function isAccepted(hashes: readonly Buffer[], secret: Uint8Array): boolean {
  const given = createHash('sha256').update(secret).digest();
  // Compared with each of them: the time says neither how much of a hash is right, nor which one it is.
  return hashes.filter((hash) => timingSafeEqual(hash, given)).length > 0;
}
