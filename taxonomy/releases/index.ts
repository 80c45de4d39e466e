/**
 * The releases that exist before anyone publishes. Their version numbers were given before the rule that
 * derives a version from the changes; everything published later follows it.
 */
import type { Release } from '../tree.ts';
import release1_2_2 from './1.2.2.json' with { type: 'json' };
import release1_2_3 from './1.2.3.json' with { type: 'json' };

/** Oldest first; the last one is current. */
export const bundledReleases = [release1_2_2, release1_2_3] as readonly Release[];

/** The current release of a registry in which nobody has published. */
export const defaultRelease = release1_2_3 as Release;
