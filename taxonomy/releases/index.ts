/**
 * The releases with which a registry starts. Their version numbers are older than the rule that derives a version
 * from the changes; all later releases follow that rule.
 */
import type { Release } from '../tree.ts';
import release1_2_2 from './1.2.2.json' with { type: 'json' };
import release1_2_3 from './1.2.3.json' with { type: 'json' };

/** The bundled releases, oldest first; the last one is current. */
export const bundledReleases = [release1_2_2, release1_2_3] as readonly Release[];

/** The current release of a new registry: the newest bundled one. */
export const defaultRelease = release1_2_3 as Release;
