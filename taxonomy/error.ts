import type { Level } from './tree.ts';

/** A rule of publishing that is broken. `pointer` is a JSON pointer (RFC 6901) to the cause, within the taxonomy. */
export interface Violation {
  readonly rule: string;
  readonly pointer: string;
  readonly detail: string;
}

/** Details of an error for programs; `code` tells which of these it is. */
export type TaxonomyErrorDetails =
  | { readonly code: 'malformed-address' }
  | {
      readonly code: 'unknown-address';
      /** The first segment that no node or alias has. */
      readonly segment: Level;
      /** That segment in upper case, as it was looked up. */
      readonly value: string;
      /** Up to five codes (or numbers) that are valid there, nearest first. */
      readonly suggestions: readonly string[];
    }
  /** A release cannot be indexed, because two subcategories have one address. */
  | { readonly code: 'rule-violation'; readonly violations: readonly Violation[] }
  | {
      readonly code: 'delta-mismatch';
      /** The HFN path or alias path of the change that does not fit. */
      readonly path: string;
    }
  | { readonly code: 'malformed-version' };

/**
 * The only error that `taxonomy/` throws. The message is for people: what was wrong, where, and what to do.
 * `details` is for programs; narrow it by `details.code`.
 */
export class TaxonomyError extends Error {
  readonly details: TaxonomyErrorDetails;

  constructor(message: string, details: TaxonomyErrorDetails) {
    super(message);
    this.name = 'TaxonomyError';
    this.details = details;
  }
}
