/** Cuts the texts of problems to what the contract allows: names and paths in them are the caller's, of any length. */

import { lookup } from './json.ts';
import type { Contract } from './model.ts';
import type { SchemaFailure } from './schemas.ts';

export interface ProblemBounds {
  /** How many faults a problem lists. */
  readonly maxErrors: number;
  detail(text: string): string;
  fault(fault: SchemaFailure): SchemaFailure;
}

export function createProblemBounds({ document }: Contract): ProblemBounds {
  const limit = (keyword: string) => Number(lookup(document, `/components/schemas/${keyword}`) ?? Infinity);
  const longestDetail = limit('ProblemDetail/maxLength');
  const longestPointer = limit('ProblemErrors/items/properties/pointer/maxLength');
  const detail = (text: string) => bounded(text, longestDetail);
  return {
    maxErrors: limit('ProblemErrors/maxItems'),
    detail,
    fault: (fault) => ({ pointer: bounded(fault.pointer, longestPointer), detail: detail(fault.detail) }),
  };
}

/** Shows that it was cut, and leaves no half of a surrogate pair. */
function bounded(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
