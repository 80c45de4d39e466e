/** The tiers, and the builds that run there. */
import type { Manifest } from '../server/build/read-build.ts';
import { type Tier, tiers } from '../server/tier.ts';

export { tiers as tierNames };
export type TierName = Tier;

/** Where a build has to run before it comes to a tier; undefined for the first tier. */
export function tierBefore(tier: TierName): TierName | undefined {
  return tiers[tiers.indexOf(tier) - 1];
}

/** A build, as records name it. */
export interface BuildName {
  /** SHA-256 of its manifest. */
  readonly id: string;
  readonly commit?: string;
  /** `info.version` of its contract. */
  readonly contract: string;
}

/** A build in a folder. */
export interface Build extends BuildName {
  readonly folder: string;
  readonly manifest: Manifest;
}
