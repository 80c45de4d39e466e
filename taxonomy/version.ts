/** Versions of the data: MAJOR.MINOR.PATCH (Semantic Versioning), raised according to what changed. */
import { type Change, isAliasChange } from './change.ts';
import { TaxonomyError } from './error.ts';

// No leading zeros, no pre-release, no build metadata.
const shape = /^(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)$/;
const maxLength = 32;

/** The parts of a version. They are bigint, because a part may have 28 digits. */
export interface Version {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
}

export type Bump = 'major' | 'minor' | 'patch';

/**
 * Reads MAJOR.MINOR.PATCH, at most 32 characters.
 *
 * @throws {TaxonomyError} `malformed-version`
 */
export function parseVersion(text: string): Version {
  if (text.length > maxLength || !shape.test(text)) {
    const shown = JSON.stringify(text.slice(0, maxLength));
    const message = `The version ${shown} is not MAJOR.MINOR.PATCH such as 1.2.3, without leading zeros and within ${maxLength} characters.`;
    throw new TaxonomyError(message, { code: 'malformed-version' });
  }
  const [major = 0n, minor = 0n, patch = 0n] = text.split('.').map(BigInt);
  return { major, minor, patch };
}

/**
 * -1 when `a` is older than `b`, 1 when newer, 0 when equal. Can be given to `Array.prototype.sort`.
 *
 * @throws {TaxonomyError} `malformed-version`
 */
export function compareVersions(a: string, b: string): -1 | 0 | 1 {
  const [left, right] = [parseVersion(a), parseVersion(b)];
  for (const part of ['major', 'minor', 'patch'] as const) {
    if (left[part] !== right[part]) return left[part] < right[part] ? -1 : 1;
  }
  return 0;
}

/**
 * The smallest bump that is correct: `major` when an address may have stopped working or changed its meaning,
 * `minor` when something was added, deprecated or restored, `patch` when only wording changed, `undefined` when
 * nothing changed.
 */
function requiredBump(changes: readonly Change[]): Bump | undefined {
  const bumps = new Set(changes.map(bumpOf));
  return (['major', 'minor', 'patch'] as const).find((bump) => bumps.has(bump));
}

/**
 * The version of a release with these changes; `current` when there are none.
 *
 * @throws {TaxonomyError} `malformed-version`
 */
export function nextVersion(current: string, changes: readonly Change[]): string {
  const { major, minor, patch } = parseVersion(current);
  switch (requiredBump(changes)) {
    case 'major':
      return `${major + 1n}.0.0`;
    case 'minor':
      return `${major}.${minor + 1n}.0`;
    case 'patch':
      return `${major}.${minor}.${patch + 1n}`;
    case undefined:
      return current;
  }
}

function bumpOf(change: Change): Bump {
  if (change.type === 'removed') return 'major';
  // When an alias gets another target, addresses that use it change their meaning.
  if (isAliasChange(change)) return change.type === 'added' ? 'minor' : 'major';
  if (change.kind === 'renumbered') return 'major';
  if (change.type === 'added' || change.kind === 'deprecated' || change.kind === 'restored') return 'minor';
  return 'patch';
}
