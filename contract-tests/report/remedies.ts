/** What to do about failures whose usual cause is not the service itself. */
import type { Failure } from '../../contract/check-response.ts';

export const originRemedy = 'Give one that it allows, of its CORS_ORIGINS: --origin https://….';

const remedies: readonly (readonly [failure: RegExp, remedy: string])[] = [
  [/^header access-control-allow-origin must be/, originRemedy],
  [
    /^header \S+ is (?:not declared|declared nowhere)/,
    'If a proxy in front adds it: --behind-proxy, and --ignore-headers for what only yours adds.',
  ],
  [/^header etag must match .*"?W\//, 'If a proxy in front compresses: --behind-proxy.'],
  [/^body \S* ?must not be there/, 'If the target serves a newer contract that only adds: --compatible.'],
  [/^status .* is 401\b/, 'If it needs credentials: set CONTRACT_TOKEN to a token that the target accepts.'],
  [/^status .* is 429\b/, 'The response has no Retry-After to obey. Raise RATE_LIMIT at the target.'],
  [/^status .* is 50[234]\b/, 'See GET /health of the target, and its log.'],
  [/^connection /, 'See the log of the target, and of the proxies in front.'],
];

export function remedyOf({ where, detail }: Failure): string | undefined {
  return remedies.find(([pattern]) => pattern.test(`${where} ${detail}`))?.[1];
}
