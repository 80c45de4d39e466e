import type { Level } from './tree.ts';

/** One broken rule of publishing: `pointer` is the JSON pointer of the culprit within the taxonomy. */
export interface Violation {
  readonly rule: string;
  readonly pointer: string;
  readonly detail: string;
}

/** What a program needs to know of an error; `code` tells which of these it is. */
export type TaxonomyErrorDetails =
  | { readonly code: 'malformed-address' }
  | {
      readonly code: 'unknown-address';
      /** The first segment that no node or alias has. */
      readonly segment: Level;
      /** That segment as it was looked up, in upper case. */
      readonly value: string;
      /** Up to five codes (or numbers) that would have been valid in its place, nearest first. */
      readonly suggestions: readonly string[];
    }
  | { readonly code: 'rule-violation'; readonly violations: readonly Violation[] }
  | {
      readonly code: 'delta-mismatch';
      /** The HFN path or alias path of the change that does not fit. */
      readonly path: string;
    }
  | { readonly code: 'malformed-version' };

/**
 * The one error that `taxonomy/` throws. The message is a sentence for a person: what was wrong, where,
 * and what to do about it. `details` is for programs; narrow it by `details.code`.
 */
export class TaxonomyError extends Error {
  readonly details: TaxonomyErrorDetails;

  constructor(message: string, details: TaxonomyErrorDetails) {
    super(message);
    this.name = 'TaxonomyError';
    this.details = details;
  }
}
