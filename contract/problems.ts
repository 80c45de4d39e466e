/** What every writer of problems (RFC 9457) needs. */
import { lookup } from './json.ts';
import type { Contract, SchemaFailure } from './model.ts';
import { pathOf } from './paths.ts';

/**
 * The `instance` of a problem: the path of the request as a URI reference (RFC 9457, 3.1.5). Characters that a URI
 * does not allow are escaped; existing escapes stay. It begins with one slash: after two, a host would follow.
 */
export function instanceOf(url: string): string {
  const escaped = pathOf(url)
    .replace(/^\/*/, '/')
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replaceAll(/%25(?=[0-9a-f]{2})/gi, '%');
  return escaped.slice(0, 4096).replace(/%.?$/, '');
}

/** Cuts the texts of problems to the lengths of the contract: they quote names and paths of any length. */
export interface ProblemBounds {
  /** How many errors a problem lists. */
  readonly maxErrors: number;
  detail(text: string): string;
  error(error: SchemaFailure): SchemaFailure;
}

export function createProblemBounds({ document }: Contract): ProblemBounds {
  const limit = (keyword: string) => Number(lookup(document, `/components/schemas/${keyword}`) ?? Infinity);
  const longestDetail = limit('ProblemDetail/maxLength');
  const longestPointer = limit('ProblemErrors/items/properties/pointer/maxLength');
  const detail = (text: string) => bounded(text, longestDetail);
  return {
    maxErrors: limit('ProblemErrors/maxItems'),
    detail,
    error: (error) => ({ pointer: bounded(error.pointer, longestPointer), detail: detail(error.detail) }),
  };
}

/** Ends a cut text with `…`, and never cuts a surrogate pair in half. */
function bounded(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
