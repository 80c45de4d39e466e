import { challengeOf } from '../challenge.ts';
import type { Operation, SecurityScheme } from '../model.ts';
import { needsCredentials } from '../refusals.ts';
import type { MockRequest, Refusal } from './model.ts';

type Presented = Pick<MockRequest, 'headers' | 'search'>;

/** Whether a request lacks what its operation demands. Only a server can say whether credentials are valid. */
export function lacksCredentials({ security }: Operation, request: Presented): boolean {
  if (!security || security.optional) return false;
  return !security.alternatives.some(({ scheme }) => presents(request, scheme));
}

function presents({ headers, search }: Presented, scheme: SecurityScheme): boolean {
  if (scheme.type !== 'apiKey')
    return new RegExp(`^${scheme.type} +\\S`, 'i').test(headers.authorization ?? '');
  const { in: location, parameter } = scheme;
  return Boolean(
    location === 'header' ? headers[parameter.toLowerCase()] : new URLSearchParams(search).get(parameter),
  );
}

/** The refusal of a request that lacks what its operation demands. */
export function unauthenticated({ security }: Operation): Refusal {
  const schemes = (security?.alternatives ?? []).map(({ scheme }) => scheme);
  const challenges = [...new Set(schemes.map(challengeOf))].join(', ');
  const headers = { 'www-authenticate': challenges };
  return { slug: 'unauthenticated', detail: needsCredentials(schemes), headers };
}
