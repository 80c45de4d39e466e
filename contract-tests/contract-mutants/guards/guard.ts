import type { Artifacts } from '../../../contract/authoring/artifacts.ts';

/** What stands between an edit of the contract and a release, in the order in which the author meets it. */
export const guardNames = ['lint', 'generate', 'tsc', 'examples', 'run', 'diff'] as const;
export type GuardName = (typeof guardNames)[number];

/** What guards said, a sentence each; one that is silent has noticed nothing. */
export type Said = Readonly<Partial<Record<GuardName, readonly string[]>>>;

/** Asked about an edit after which the author ran `npm run generate`, and left all else as it was. */
export type Guard = (generated: Artifacts) => Promise<Said>;
