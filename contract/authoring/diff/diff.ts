import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { type Base, bundleFile, findBase, type NoBase, readBase } from './base.ts';
import { findChanges } from './changes.ts';
import type { Change } from './model.ts';
import { createFindPlace } from './places.ts';
import { judgeVersion, neededFor, type VersionVerdict } from './versions.ts';

/** A change with its place in the sources, and the version that it needs. */
export interface PlacedChange extends Pick<Change, 'level' | 'message'> {
  readonly place: string;
  readonly needed: string;
}

export interface Comparison {
  readonly base: string;
  readonly isReleased: boolean;
  readonly isHidden: boolean;
  readonly version: VersionVerdict;
  /** `file:line` of info.version. */
  readonly versionPlace: string;
  readonly changes: readonly PlacedChange[];
}

/** How the contract of the working copy differs from an earlier one, or why that is not known. */
export type Diff = Comparison | NoBase;

/** @param baseName as `--base` names it; by default the newest released contract */
export async function diffContract(root: string, baseName?: string): Promise<Diff> {
  const text = await readFile(join(root, bundleFile), 'utf8');
  const base = baseName === undefined ? await findBase(root, text) : await readBase(root, baseName);
  if ('missing' in base) return base;
  const changes = await findChanges(base.text, text);
  const placeOf = createPlaceOf(root, base);
  const version = judgeVersion(versionIn(base.text), versionIn(text), changes);
  const inOrder = (['major', 'minor', 'patch'] as const).flatMap((level) =>
    changes.filter((change) => change.level === level),
  );
  return {
    base: base.name,
    isReleased: base.isReleased,
    isHidden: base.isHidden ?? false,
    version,
    versionPlace: await placeOf({ document: 'current', pointer: '#/info/version', line: 1 }),
    changes: await Promise.all(
      inOrder.map(async ({ level, message, ...where }) => ({
        level,
        message,
        place: await placeOf(where),
        needed: neededFor(version.base, level),
      })),
    ),
  };
}

function versionIn(text: string): string {
  const { info } = Object(load(text));
  return String(Object(info).version);
}

function createPlaceOf(root: string, base: Base) {
  const find = {
    current: createFindPlace((file) => readFile(join(root, file), 'utf8').catch(() => undefined)),
    base: createFindPlace(async (file) => base.readSource?.(file)),
  };
  return async ({ document, pointer, line }: Pick<Change, 'document' | 'pointer' | 'line'>) => {
    const place = await find[document](pointer);
    if (document === 'current') return place ?? `${bundleFile}:${line}`;
    return place === undefined ? `${base.name}${pointer}` : `${base.name}:${place}`;
  };
}

/**
 * Whether released clients break unannounced, the version is none, or it falls. Before the first release there are no
 * clients. In CI, history that was not fetched may hide a release.
 */
export function isRefused(diff: Diff, isCi: boolean): boolean {
  if (isCi && diff.isHidden) return true;
  if ('missing' in diff) return false;
  const { isReleased, version } = diff;
  return version.verdict === 'too low' ? isReleased : version.verdict !== 'enough';
}
