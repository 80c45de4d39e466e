/** The tiers, and the builds that run there. */
import type { Manifest } from '../server/build/read-build.ts';

/** In the order of promotion. */
export const tierNames = ['dev', 'staging', 'production'] as const;
export type TierName = (typeof tierNames)[number];

/** Where a build has to run before it comes to a tier; undefined for the first tier. */
export function sourceOf(tier: TierName): TierName | undefined {
  return tierNames[tierNames.indexOf(tier) - 1];
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
