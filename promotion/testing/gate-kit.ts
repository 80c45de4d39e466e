/** What the tests of gates share: tiers that end with each test, and one gate asked alone. */
import { afterEach } from 'vitest';
import { gates } from '../gates/index.ts';
import type { Finding, Promotion } from '../gates/model.ts';
import { type StartedTier, startTier } from './tier-kit.ts';

const started: StartedTier[] = [];

/** Closes the tiers after each test of the file. */
export function closeTiersAfterEach(): void {
  afterEach(async () => {
    await Promise.all(started.splice(0).map(({ close }) => close()));
  });
}

export async function tierOf(
  ...options: [Parameters<typeof startTier>[1]?, Parameters<typeof startTier>[2]?]
) {
  const tier = await startTier('dev', ...options);
  started.push(tier);
  return tier.tier;
}

export async function ask(gate: string, promotion: Promotion): Promise<Finding> {
  const found = gates[gate];
  if (!found) throw new Error(`no gate ${gate}`);
  return found.run(promotion, new AbortController().signal);
}
