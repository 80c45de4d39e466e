/** Correct differences between the mock and what it is compared with. An entry that matches nothing fails the run. */
import type { Difference } from './compare-responses.ts';

/** What the mock is compared with. */
export type Target = 'server' | 'handlers';

export interface Accepted {
  /** The server, unless it says otherwise. */
  readonly target?: Target;
  /** Matches the name of the request. */
  readonly request: RegExp;
  readonly where: RegExp;
  readonly mock: RegExp;
  readonly other: RegExp;
  readonly reason: string;
}

export const accepted: readonly Accepted[] = [
  {
    request: / generated valid /,
    where: /^status$/,
    mock: /^(2\d\d|304|412)$/,
    other: /^(2\d\d|404|409|410|412|422)$/,
    reason: 'The status depends on the data, which a mock does not have.',
  },
  {
    request: / 400 › | generated invalid, body /,
    where: /^body \/type$/,
    mock: /^"\/problems\/invalid-request"$/,
    other: /^"\/problems\/malformed-address"$/,
    reason: 'A mock checks the pattern of an address. The server parses the address and names the error.',
  },
  {
    request: / [45]\d\d › | generated invalid, /,
    where: /^header ratelimit(-policy)?$/,
    mock: /./,
    other: /./,
    reason:
      'A mock sends these headers where the contract declares them, a server where it counts the request.',
  },
  {
    target: 'handlers',
    request: / 404 › \//,
    where: /^connection$/,
    mock: /^status 404$/,
    other: /^Error: no handler$/,
    reason: 'A path outside of those of the contract may be one of the page, so handlers leave it to MSW.',
  },
  {
    target: 'handlers',
    request: / › preflight$/,
    where: /^connection$/,
    mock: /^status 204$/,
    other: /^Error: no handler$/,
    reason: 'A browser sends a preflight on its own, and shows it to no handler.',
  },
];

export function accepts(
  entry: Accepted,
  { target, request, where, mock, other }: Difference & { readonly target: Target; readonly request: string },
): boolean {
  return (
    (entry.target ?? 'server') === target &&
    entry.request.test(request) &&
    entry.where.test(where) &&
    entry.mock.test(mock) &&
    entry.other.test(other)
  );
}
