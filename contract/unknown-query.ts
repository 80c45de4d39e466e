/** Query parameters that an operation does not declare. */
import { distance } from 'fastest-levenshtein';
import type { Operation } from './model.ts';

/** Names that begin with `_` are ignored: callers add them to get past a cache. */
export function isIgnored(name: string): boolean {
  return name.startsWith('_');
}

export function queryNames({ parameters }: Pick<Operation, 'parameters'>): string[] {
  return parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
}

/** What a caller is told who sends a query parameter that is not declared. */
export function explainUnknown(operation: Pick<Operation, 'parameters'>, name: string): string {
  const [nearest] = queryNames(operation).toSorted((a, b) => distance(a, name) - distance(b, name));
  return nearest === undefined
    ? 'is not known here: there are no query parameters'
    : `is not known here. Did you mean ${nearest}?`;
}
