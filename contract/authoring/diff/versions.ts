import semver from 'semver';
import type { Change, Level } from './model.ts';

export interface VersionVerdict {
  readonly base: string;
  readonly current: string;
  /** The lowest version that allows all changes. */
  readonly needed: string;
  readonly verdict: 'enough' | 'too low' | 'fallen' | 'no version';
}

/**
 * The lowest version behind `base` for a change. A major version 0 promises nothing (semver, 4): there a break raises
 * the minor number, as npm reads `^0.2.0`, and everything else the patch number.
 */
export function neededFor(base: string, level: Level): string {
  const from = semver.valid(base) ?? '0.0.0';
  const inNought = level === 'major' ? 'minor' : 'patch';
  return semver.inc(from, semver.major(from) === 0 ? inNought : level) ?? from;
}

export function judgeVersion(base: string, current: string, changes: readonly Change[]): VersionVerdict {
  const versions = changes.map(({ level }) => neededFor(base, level));
  const needed = versions.sort(semver.rcompare)[0] ?? semver.valid(base) ?? '0.0.0';
  const verdict = () => {
    if (semver.valid(current) === null) return 'no version';
    if (semver.valid(base) !== null && semver.lt(current, base)) return 'fallen';
    // 2.0.0-rc.1 is on its way to 2.0.0.
    const numbers = semver.coerce(current)?.version ?? current;
    return semver.lt(numbers, needed) && semver.lt(current, needed) ? 'too low' : 'enough';
  };
  return { base, current, needed, verdict: verdict() };
}
