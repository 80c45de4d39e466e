/** What publishing comes to, before anything is stored: rules, version, checksum, canonical order. */
import { checksum } from './canonical.ts';
import { type Change, diffFlat } from './diff.ts';
import { TaxonomyError, type Violation } from './error.ts';
import { flatten, inCanonicalOrder } from './flat.ts';
import type { ReverseDelta } from './history.ts';
import { checkHistory, checkRules } from './rules.ts';
import type { Release, Taxonomy } from './tree.ts';
import { compareVersions, nextVersion, parseVersion } from './version.ts';

/** A release that may be stored, its changes against the one before, and the way back to that. */
export interface PreparedRelease {
  readonly unchanged?: never;
  readonly release: Release;
  readonly changes: readonly Change[];
  readonly reverse: ReverseDelta;
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
 * @param request.current the release that this one would follow, `undefined` for the first of a registry
 * @param request.history of every release so far, newest first; the first one leads back from `current`
 * @param request.bump raises the version by more than the changes ask for; it never lowers it
 * @throws {TaxonomyError} `rule-violation` with all violations, their pointers within `taxonomy` as given
 */
export function prepareRelease(request: {
  readonly current: Release | undefined;
  readonly history: readonly ReverseDelta[];
  readonly taxonomy: Taxonomy;
  readonly bump?: 'minor' | 'major' | undefined;
  readonly now: Date;
}): PreparedRelease | Unchanged {
  const { current, history, taxonomy, bump, now } = request;
  refuseViolations([...checkRules(taxonomy), ...checkHistory(taxonomy, current, history)]);
  const { layers, aliases } = inCanonicalOrder(taxonomy);
  const sum = checksum({ layers, aliases });
  if (sum === current?.checksum) return { unchanged: true };
  const before = flatten(current ?? { layers: [], aliases: [] });
  const after = flatten({ layers, aliases });
  const changes = diffFlat(before, after);
  const version = current ? higherVersion(current.version, changes, bump) : FIRST_VERSION;
  const release = { version, checksum: sum, lastUpdated: now.toISOString(), layers, aliases };
  return { release, changes, reverse: { version, changes: current ? diffFlat(after, before) : [] } };
}

function refuseViolations(violations: readonly Violation[]): void {
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
