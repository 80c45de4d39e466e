import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';

/** Claims by name; undefined leaves out one that tokens usually have. */
type Claims = Readonly<Record<string, unknown>>;

export interface TestIssuer {
  /** Variables of a server that trusts this issuer. */
  readonly environment: Readonly<Record<string, string>>;
  readonly keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  /** A token that allows publishing, for a minute, unless the claims given say something else. */
  token(claims?: Claims): Promise<string>;
  /** The headers that a request with such a token has. */
  bearer(claims?: Claims): Promise<{ Authorization: string }>;
  close(): Promise<void>;
}

/** Signs tokens with a key of its own, whose public half is in a file. */
export async function createTestIssuer(): Promise<TestIssuer> {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const directory = await mkdtemp(join(tmpdir(), 'issuer-'));
  const file = join(directory, 'public.pem');
  await writeFile(file, keys.publicKey.export({ format: 'pem', type: 'spki' }));
  const [issuer, audience] = ['https://issuer.example', 'taxonomy'];
  const token = (claims?: Claims) => {
    const now = Math.floor(Date.now() / 1000);
    const usual = { iss: issuer, aud: audience, exp: now + 60, scope: 'taxonomy:publish' };
    return new SignJWT({ ...usual, ...claims }).setProtectedHeader({ alg: 'ES256' }).sign(keys.privateKey);
  };
  return {
    environment: { PUBLISH_KEY_FILE: file, PUBLISH_ISSUER: issuer, PUBLISH_AUDIENCE: audience },
    keys,
    token,
    bearer: async (claims) => ({ Authorization: `Bearer ${await token(claims)}` }),
    close: () => rm(directory, { recursive: true }),
  };
}
