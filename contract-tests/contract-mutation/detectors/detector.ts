import type { Artifacts } from '../../../contract/authoring/artifacts.ts';

/** What stands between an edit of the contract and a release, in the order in which the author meets it. */
export const detectorNames = ['lint', 'generate', 'tsc', 'examples', 'run', 'diff'] as const;
export type DetectorName = (typeof detectorNames)[number];

/** What detectors findings, a sentence each; one that is silent has noticed nothing. */
export type Findings = Readonly<Partial<Record<DetectorName, readonly string[]>>>;

/** Asked about an edit after which the author ran `npm run generate`, and left all else as it was. */
export type Detector = (generated: Artifacts) => Promise<Findings>;
