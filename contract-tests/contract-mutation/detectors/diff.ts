import { findBreakingChanges } from '../../../contract/authoring/breaking-changes.ts';
import { readContract } from '../../../contract/bundle-file.ts';
import type { Detector } from './detector.ts';

/** `npm run diff`: what breaks the clients of the contract as it was before the edit. */
export function createDiffDetector(): Detector {
  const { text } = readContract();
  return async (artifacts) => {
    const breaking = await findBreakingChanges(text, artifacts.get('openapi.yaml') ?? '');
    return { diff: breaking.map(({ message }) => message) };
  };
}
