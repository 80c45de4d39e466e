/** The part of a version that has to rise: clients break, something is added, or only words change. */
export type Level = 'major' | 'minor' | 'patch';

/** A change of the contract. */
export interface Change {
  readonly level: Level;
  readonly message: string;
  /** The document that shows it: a removed part is only in the base. */
  readonly document: 'base' | 'current';
  /** Into that bundle: `#/paths/~1things/get`. */
  readonly pointer: string;
  /** In that bundle, from 1. */
  readonly line: number;
}
