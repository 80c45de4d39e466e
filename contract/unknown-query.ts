/** Query parameters that an operation does not declare. */
import { distance } from 'fastest-levenshtein';
import type { Operation } from './model.ts';
import { memberOf, type RawQuery } from './parameter-values.ts';

type Inputs = Pick<Operation, 'parameters' | 'security'>;

/** Names that begin with `_` are left to cache busters and ignored. */
export function unknownNames({ parameters, security }: Inputs, query: RawQuery): string[] {
  const keys = (security?.alternatives ?? []).flatMap(({ scheme }) =>
    scheme.type === 'apiKey' && scheme.in === 'query' ? scheme.parameter : [],
  );
  const own = parameters.filter(({ in: location }) => location === 'query');
  const isKnown = (given: string) =>
    keys.includes(given) ||
    own.some(
      ({ name, style }) => name === given || (style === 'deepObject' && memberOf(name, given) !== undefined),
    );
  return [...new Set(query.map(([name]) => name))].filter((name) => !name.startsWith('_') && !isKnown(name));
}

/** What a caller is told who sends a query parameter that is not declared. */
export function explainUnknown({ parameters }: Pick<Inputs, 'parameters'>, name: string): string {
  const names = parameters.filter((parameter) => parameter.in === 'query').map((parameter) => parameter.name);
  const [nearest] = [...names].sort((a, b) => distance(a, name) - distance(b, name));
  return nearest === undefined
    ? 'is not known here: there are no query parameters'
    : `is not known here. Did you mean ${nearest}?`;
}
