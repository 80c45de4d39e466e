import { findBreakingChanges } from '../../../contract/authoring/breaking-changes.ts';
import { readContract } from '../../../contract/bundle-file.ts';
import type { Detector } from '../model.ts';

/** `npm run diff`: changes that break clients of the unedited contract. */
export function createDiffDetector(): Detector {
  const { text } = readContract();
  return async (artifacts) => {
    const breaking = await findBreakingChanges(text, artifacts.get('openapi.yaml') ?? '');
    return { diff: breaking.map(({ message }) => message) };
  };
}
