import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { createTemporaryFolder, removeFolder } from '../../lib/temporary-folder.ts';

/** Claims by name. Undefined leaves out a default claim. */
type Claims = Readonly<Record<string, unknown>>;

export interface TestIssuer {
  /** Variables of a server that trusts this issuer. */
  readonly environment: Readonly<Record<string, string>>;
  readonly keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  /** A token that allows publishing for a minute, unless the claims change that. */
  token(claims?: Claims, header?: object): Promise<string>;
  /** The headers of a request with such a token. */
  bearer(claims?: Claims, header?: object): Promise<{ Authorization: string }>;
  close(): Promise<void>;
}

/** Signs tokens with a new key. The public key is in a file. */
export async function createTestIssuer(): Promise<TestIssuer> {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const folder = createTemporaryFolder();
  const file = join(folder, 'public.pem');
  await writeFile(file, keys.publicKey.export({ format: 'pem', type: 'spki' }));
  const [issuer, audience] = ['https://issuer.example', 'taxonomy'];
  const token = (claims?: Claims, header?: object) => {
    const now = Math.floor(Date.now() / 1000);
    const defaults = { iss: issuer, aud: audience, exp: now + 60, scope: 'taxonomy:publish' };
    return new SignJWT({ ...defaults, ...claims })
      .setProtectedHeader({ alg: 'ES256', ...header })
      .sign(keys.privateKey);
  };
  return {
    environment: { PUBLISH_KEY_FILE: file, PUBLISH_ISSUER: issuer, PUBLISH_AUDIENCE: audience },
    keys,
    token,
    bearer: async (...made) => ({ Authorization: `Bearer ${await token(...made)}` }),
    close: async () => removeFolder(folder),
  };
}
