/** Makes the folder of tiers on this machine: where they listen, their variables and their keys. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TierName, tierNames } from '../model.ts';
import { type TiersFile, tierFolder, tiersFile } from '../tier.ts';

const host = '127.0.0.1';

/** Keeps what is there. @param firstPort of dev; the others have the next ones */
export function prepareTiers(root: string, firstPort: number): void {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const urls = tierNames.map(
    (name, index) => [name, { url: `http://${host}:${firstPort + index}` }] as const,
  );
  writeOnce(tiersFile(root), () => `${JSON.stringify(Object.fromEntries(urls), null, 2)}\n`);
  const tiers: TiersFile = JSON.parse(readFileSync(tiersFile(root), 'utf8'));
  for (const name of tierNames) prepareTier(tierFolder(root, name), name, tiers[name].url);
  // The evidence says that its key is one for rehearsals.
  if (!existsSync(rehearsalKey(root))) writeKeys(root, 'rehearsal', generateKeyPairSync('ed25519'));
}

/** Signs the evidence of rehearsals. */
export const rehearsalKey = (root: string) => join(root, 'rehearsal-key.pem');

function prepareTier(folder: string, name: TierName, url: string): void {
  mkdirSync(folder, { recursive: true });
  if (existsSync(join(folder, 'tier.env'))) return;
  // A key, an issuer and an audience for each tier: a token of one is refused at the others.
  writeKeys(folder, 'publish', generateKeyPairSync('ec', { namedCurve: 'P-256' }));
  const variables = {
    PUBLIC_URL: url,
    DATA_DIR: join(folder, 'data'),
    TRUSTED_PROXIES: '0',
    DRAIN_DELAY: '0',
    PUBLISH_JWKS_URL: '',
    PUBLISH_KEY_FILE: join(folder, 'publish-key.pub.pem'),
    PUBLISH_ISSUER: `urn:taxonomy:${name}`,
    PUBLISH_AUDIENCE: `urn:taxonomy:${name}`,
  };
  const lines = Object.entries(variables).map(([variable, value]) => `${variable}=${value}\n`);
  writeOnce(join(folder, 'tier.env'), () => lines.join(''));
}

function writeKeys(
  folder: string,
  name: string,
  { publicKey, privateKey }: { readonly publicKey: KeyObject; readonly privateKey: KeyObject },
): void {
  writeOnce(join(folder, `${name}-key.pem`), () =>
    String(privateKey.export({ format: 'pem', type: 'pkcs8' })),
  );
  writeOnce(join(folder, `${name}-key.pub.pem`), () =>
    String(publicKey.export({ format: 'pem', type: 'spki' })),
  );
}

function writeOnce(file: string, text: () => string): void {
  if (!existsSync(file)) writeFileSync(file, text(), { mode: 0o600 });
}
