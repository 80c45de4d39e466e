import type { Artifacts } from '../../../scripts/generate/artifacts.ts';

/** What stands between an edit of the contract and a release, in the order in which the author meets it. */
export const guardNames = ['lint', 'generate', 'tsc', 'examples', 'run', 'diff', 'version'] as const;
export type GuardName = (typeof guardNames)[number];

/** What guards said, a sentence each; one that is silent has noticed nothing. */
export type Said = Readonly<Partial<Record<GuardName, readonly string[]>>>;

/** An edited contract whose author ran `npm run generate`, and left all else as it was. */
export interface Regenerated {
  /** The folder of the edited openapi/; generated/ in it is as it was before the edit. */
  readonly root: string;
  /** What generated/ becomes. */
  readonly artifacts: Artifacts;
}

export type Guard = (edited: Regenerated) => Promise<Said>;
