import { findChanges } from '../../../contract/authoring/diff/changes.ts';
import { readContract } from '../../../contract/bundle-file.ts';
import type { Detector } from '../model.ts';

/** `npm run diff`: changes that break clients of the unedited contract. */
export function createDiffDetector(): Detector {
  const { text } = readContract();
  return async (artifacts) => {
    const changes = await findChanges(text, artifacts.get('openapi.yaml') ?? '');
    return { diff: changes.filter(({ level }) => level === 'major').map(({ message }) => message) };
  };
}
