/** The files of tiers/ configure the service. */
import { expect, it } from 'vitest';
import { readContract } from '../contract/bundle-file.ts';
import { readConfig } from '../server/config.ts';
import { tiers } from '../server/tier.ts';
import { readTier, readTierText } from './testing/read-tier.ts';

const contract = readContract();
// A user in a URL, a key in PEM, or what is too long and too mixed to be a word.
const secret = /\/\/[^/]*@|-----BEGIN|\b(?=\w*\d)(?=\w*[A-Za-z])\w{16,}/;
const own = ['PUBLIC_URL', 'CORS_ORIGINS', 'PUBLISH_ISSUER', 'PUBLISH_AUDIENCE', 'PUBLISH_JWKS_URL'];

it.each(tiers)('%s.env → the service starts with it, as this tier', (tier) => {
  expect(readConfig(readTier(tier), contract)).toMatchObject({
    environment: tier,
    docs: tier !== 'production',
    responseValidation: tier === 'dev' ? 'throw' : 'report',
    publishers: { audience: `taxonomy-${tier}` },
  });
});

it.each(tiers)('%s.env → the same variables as the others, each after a comment that says why', (tier) => {
  const blocks = readTierText(tier).trimEnd().split('\n\n').slice(1);
  for (const block of blocks) expect(block).toMatch(/^# [A-Z].+\.\n[A-Z_]+=\S+$/);
  expect(Object.keys(readTier(tier))).toEqual(Object.keys(readTier('dev')));
  expect(blocks).toHaveLength(Object.keys(readTier(tier)).length);
});

it.each(tiers)('%s.env → holds no secret', (tier) => {
  const values = Object.entries(readTier(tier));
  expect(values.filter(([name]) => /^(CREDENTIALS_|DATABASE_URL)|TOKEN|PASSWORD|SECRET/.test(name))).toEqual(
    [],
  );
  expect(values.filter(([, value]) => secret.test(value))).toEqual([]);
});

it.each(own)('%s → another in each tier', (name) => {
  const values = tiers.flatMap((tier) => readTier(tier)[name]?.split(',') ?? []);
  expect(values.length).toBeGreaterThanOrEqual(tiers.length);
  expect(new Set(values).size).toBe(values.length);
});

it.each(['https://me:secret@a.example', '-----BEGIN PUBLIC KEY-----', `${'a'.repeat(15)}1`])(
  'this test itself: %s → taken for a secret',
  (value) => {
    expect(value).toMatch(secret);
  },
);
