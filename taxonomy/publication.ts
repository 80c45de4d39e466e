/** What publishing comes to, before anything is stored: rules, version, checksum, canonical order. */
import { checksum } from './canonical.ts';
import { type Change, diff } from './diff.ts';
import { TaxonomyError } from './error.ts';
import { inCanonicalOrder } from './flat.ts';
import { checkHistory, checkRules } from './rules.ts';
import type { Release, Taxonomy } from './tree.ts';
import { compareVersions, nextVersion, parseVersion } from './version.ts';

/** A release that may be stored, and its changes against the one before. */
export interface PreparedRelease {
  readonly unchanged?: never;
  readonly release: Release;
  readonly changes: readonly Change[];
}

/** The current release has this content already. */
export interface Unchanged {
  readonly unchanged: true;
}

/** The version of the first release of a registry. */
export const FIRST_VERSION = '1.0.0';

/**
 * Makes a release of a taxonomy. To roll back, give the content of an older release: it gets a higher version,
 * and keeps every rule, because numbers that it used are still its own.
 *
 * @param request.earlier every release so far, oldest first; the last one is current
 * @param request.bump raises the version by more than the changes ask for; it never lowers it
 * @throws {TaxonomyError} `rule-violation` with all violations, their pointers within `taxonomy` as given
 */
export function prepareRelease(request: {
  readonly earlier: readonly Release[];
  readonly taxonomy: Taxonomy;
  readonly bump?: 'minor' | 'major' | undefined;
  readonly now: Date;
}): PreparedRelease | Unchanged {
  const { earlier, taxonomy, bump, now } = request;
  refuseViolations(taxonomy, earlier);
  const current = earlier.at(-1);
  const { layers, aliases } = inCanonicalOrder(taxonomy);
  const sum = checksum({ layers, aliases });
  if (sum === current?.checksum) return { unchanged: true };
  const changes = diff(current ?? { layers: [], aliases: [] }, { layers, aliases });
  const version = current ? higherVersion(current.version, changes, bump) : FIRST_VERSION;
  return {
    release: { version, checksum: sum, lastUpdated: now.toISOString(), layers, aliases },
    changes,
  };
}

function refuseViolations(taxonomy: Taxonomy, earlier: readonly Release[]): void {
  const violations = [...checkRules(taxonomy), ...checkHistory(taxonomy, earlier)];
  const [first] = violations;
  if (!first) return;
  const message = `The taxonomy breaks ${first.rule}: ${first.detail} (${violations.length} violations in all)`;
  throw new TaxonomyError(message, { code: 'rule-violation', violations });
}

function higherVersion(current: string, changes: readonly Change[], bump?: 'minor' | 'major'): string {
  const required = nextVersion(current, changes);
  if (bump === undefined) return required;
  const { major, minor } = parseVersion(current);
  const asked = bump === 'major' ? `${major + 1n}.0.0` : `${major}.${minor + 1n}.0`;
  return compareVersions(asked, required) > 0 ? asked : required;
}
