/** Tiers share nothing: what belongs to one is refused at each other. */
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { neutralEnvironment, type StartedServer, startNode, startServer } from '../lib/process.ts';
import { createTemporaryFolder, removeFolder } from '../lib/temporary-folder.ts';
import { createTestIssuer, type TestIssuer } from '../server/testing/test-issuer.ts';
import { type Tier, tiers } from '../server/tier.ts';
import { readTier } from './testing/read-tier.ts';

const api = '/api/taxonomy';

interface Running {
  readonly environment: Record<string, string>;
  readonly issuer: TestIssuer;
  readonly dataDir: string;
  readonly server: StartedServer<'PORT' | 'METRICS_PORT'>;
}
const running = new Map<Tier, Running>();

async function start(tier: Tier): Promise<Running> {
  const issuer = await createTestIssuer();
  const dataDir = createTemporaryFolder();
  const { PUBLISH_KEY_FILE = '' } = issuer.environment;
  // The port of the metrics is free, because three tiers are on one machine here.
  const { METRICS_PORT: _, ...file } = readTier(tier);
  const environment = {
    ...file,
    PUBLISH_JWKS_URL: '',
    PUBLISH_KEY_FILE,
    DATA_DIR: dataDir,
    DRAIN_DELAY: '0',
  };
  const server = await startServer('server/main.ts', ['PORT', 'METRICS_PORT'], { env: environment });
  return { environment, issuer, dataDir, server };
}

function of(tier: Tier): Running {
  const found = running.get(tier);
  if (!found) throw new Error(`${tier} does not run`);
  return found;
}

beforeAll(async () => {
  for (const tier of tiers) running.set(tier, await start(tier));
});
afterAll(async () => {
  await Promise.all([...running.values()].map(({ server }) => server.stop()));
  for (const { issuer, dataDir } of running.values()) {
    await issuer.close();
    removeFolder(dataDir);
  }
});

const pairs = tiers.flatMap((one) => tiers.map((other) => ({ one, other })));

/** Claims as the issuer of a tier makes them. */
function claimsOf(tier: Tier) {
  const { PUBLISH_ISSUER: iss, PUBLISH_AUDIENCE: aud } = readTier(tier);
  return { iss, aud };
}

/** The status of a request to publish an empty body, which is checked after the token. */
async function publish(at: Tier, token: string): Promise<number> {
  const response = await fetch(`${of(at).server.urls.PORT}${api}/releases`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: '{}',
  });
  await response.text();
  return response.status;
}

describe.each(pairs)('$one at $other', ({ one, other }) => {
  const isSame = one === other;

  it('a token → 401, except at its own tier', async () => {
    const token = await of(one).issuer.token(claimsOf(one));
    expect(await publish(other, token)).toBe(isSame ? 400 : 401);
  });

  it('a token signed with a key that both tiers share → 401, except at its own tier', async () => {
    const { issuer } = of(other);
    expect(await publish(other, await issuer.token(claimsOf(one)))).toBe(isSame ? 400 : 401);
    const { iss, aud } = claimsOf(other);
    expect(await publish(other, await issuer.token({ ...claimsOf(one), aud }))).toBe(isSame ? 400 : 401);
    expect(await publish(other, await issuer.token({ ...claimsOf(one), iss }))).toBe(isSame ? 400 : 401);
  });

  it('an origin → not allowed, except at its own tier', async () => {
    for (const origin of readTier(one).CORS_ORIGINS?.split(',') ?? []) {
      const headers = { Origin: origin };
      const response = await fetch(`${of(other).server.urls.PORT}${api}/version`, { headers });
      expect(response.headers.get('access-control-allow-origin')).toBe(isSame ? origin : null);
    }
  });
});

it.each(pairs.filter(({ one, other }) => one !== other))(
  'the store of $one at $other → exit 1 with one sentence that names both tiers',
  async ({ one, other }) => {
    const { dataDir } = of(one);
    const env = { ...neutralEnvironment(), ...of(other).environment, DATA_DIR: dataDir, PORT: '0' };
    const child = startNode(['server/main.ts'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    const [{ exitCode }, error] = await Promise.all([child, child.stderr ? text(child.stderr) : '']);
    const sentence = `^ENVIRONMENT=${other}, but the store in DATA_DIR=.* belongs to ${one}: .*\n$`;
    expect([exitCode, error]).toEqual([1, expect.stringMatching(new RegExp(sentence))]);
  },
);
