import { challengeOf } from '../contract/challenge.ts';
import type { Operation, SecurityScheme } from '../contract/model.ts';
import { isRefusal, type MockRequest, type MockResponse, type Refusal } from './model.ts';

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

/** The example of WWW-Authenticate may be of another operation. */
export function withChallenges(
  { security }: Operation,
  response: MockResponse | Refusal,
): MockResponse | Refusal {
  if (isRefusal(response)) return response;
  const challenges = (security?.alternatives ?? []).map(({ scheme }) => challengeOf(scheme));
  const headers = { ...response.headers, 'www-authenticate': [...new Set(challenges)].join(', ') };
  return { ...response, headers };
}
