import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { Tier } from '../../server/tier.ts';

export function readTierText(tier: Tier): string {
  return readFileSync(new URL(`../tiers/${tier}.env`, import.meta.url), 'utf8');
}

/** The variables that the file of a tier sets. */
export function readTier(tier: Tier): Record<string, string> {
  return parseEnv(readTierText(tier)) as Record<string, string>;
}
