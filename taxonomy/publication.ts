/** Prepares a release before it is stored: checks the rules, computes version, checksum and canonical order. */
import { checksum } from './canonical.ts';
import type { Change } from './change.ts';
import { diffFlat } from './diff.ts';
import type { Violation } from './error.ts';
import { flatten, inCanonicalOrder } from './flat.ts';
import type { ReverseDelta } from './history.ts';
import { checkHistory } from './history-rules.ts';
import { checkRules } from './rules.ts';
import { noteRules } from './text-rules.ts';
import type { Release, Taxonomy } from './tree.ts';
import { compareVersions, nextVersion, parseVersion } from './version.ts';

/** A release that may be stored, its changes against the one before, and its reverse delta. */
export interface PreparedRelease {
  readonly status: 'prepared';
  readonly release: Release;
  readonly changes: readonly Change[];
  readonly reverse: ReverseDelta;
}

/** What `prepareRelease` returns, as plain JSON. */
export type Preparation =
  | PreparedRelease
  /** The current release has this content already. */
  | { readonly status: 'unchanged' }
  /** The taxonomy or the note breaks these rules (at least one), so nothing is published. */
  | { readonly status: 'violations'; readonly violations: readonly Violation[] };

/** The version of the first release of a registry. */
export const FIRST_VERSION = '1.0.0';

/**
 * Makes a release of a taxonomy. To roll back, give the content of an older release: it gets a higher version.
 * It keeps the rules about history, because its numbers still belong to its codes.
 *
 * @param request.current the release that this one would follow, `undefined` for the first of a registry
 * @param request.history reverse deltas of every release, newest first; the first one leads back from `current`
 * @param request.bump raises the version by more than the changes require; it never lowers it
 * @param request.note what the publisher says about the release; it is checked, and is not part of the content
 * @param request.now the time of publishing. The release gets the time of `current` if that is later
 * @returns the pointers of violations are within `taxonomy` as given, and `/note`
 */
export function prepareRelease(request: {
  readonly current: Release | undefined;
  readonly history: readonly ReverseDelta[];
  readonly taxonomy: Taxonomy;
  readonly bump?: 'minor' | 'major' | undefined;
  readonly note?: string | undefined;
  readonly now: Date;
}): Preparation {
  const { current, history, taxonomy, bump, note, now } = request;
  const violations = [
    ...checkRules(taxonomy),
    ...checkHistory(taxonomy, current, history),
    ...(note === undefined ? [] : noteRules(note)),
  ];
  if (violations.length > 0) return { status: 'violations', violations };
  const { layers, aliases } = inCanonicalOrder(taxonomy);
  const sum = checksum({ layers, aliases });
  if (sum === current?.checksum) return { status: 'unchanged' };
  const before = flatten(current ?? { layers: [], aliases: [] });
  const after = flatten({ layers, aliases });
  const changes = diffFlat(before, after);
  const version = current ? higherVersion(current.version, changes, bump) : FIRST_VERSION;
  const release = { version, checksum: sum, lastUpdated: timeAfter(current, now), layers, aliases };
  const reverse = { version, changes: current ? diffFlat(after, before) : [] };
  return { status: 'prepared', release, changes, reverse };
}

/** The clock may be wrong, or be set back. The time of a release never falls below that of the one before. */
function timeAfter(current: Release | undefined, now: Date): string {
  return current && Date.parse(current.lastUpdated) >= now.getTime()
    ? current.lastUpdated
    : now.toISOString();
}

function higherVersion(current: string, changes: readonly Change[], bump?: 'minor' | 'major'): string {
  const required = nextVersion(current, changes);
  if (bump === undefined) return required;
  const { major, minor } = parseVersion(current);
  const requested = bump === 'major' ? `${major + 1n}.0.0` : `${major}.${minor + 1n}.0`;
  return compareVersions(requested, required) > 0 ? requested : required;
}
