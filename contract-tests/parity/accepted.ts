/** Differences that are right. An entry that accepts nothing fails the run, so that the list stays true. */
import type { Difference } from './compare-answers.ts';

export interface Accepted {
  /** Of the names of requests. */
  readonly request: RegExp;
  readonly where: RegExp;
  readonly mock: RegExp;
  readonly server: RegExp;
  readonly reason: string;
}

export const accepted: readonly Accepted[] = [
  {
    request: / generated valid /,
    where: /^status$/,
    mock: /^(200|304)$/,
    server: /^(201|404|409|410|412|422)$/,
    reason:
      'Whether there is such a thing, and whether it is new, follows from the data, which a mock does not have.',
  },
  {
    request: /^convert(HfnToMfa|MfaToHfn) /,
    where: /^body \/type$/,
    mock: /^"\/problems\/invalid-request"$/,
    server: /^"\/problems\/malformed-address"$/,
    reason: 'A mock knows the pattern of an address, the server also its grammar and says what is wrong.',
  },
  {
    request: / (404|405|406) › | generated invalid, (accept|method) /,
    where: /^header ratelimit(-policy)?$/,
    mock: /^nothing$/,
    server: /./,
    reason: 'A mock limits nobody; it has these headers where the contract declares them, and nowhere else.',
  },
];

export function accepts(
  entry: Accepted,
  { request, where, mock, server }: Difference & { readonly request: string },
): boolean {
  return (
    entry.request.test(request) &&
    entry.where.test(where) &&
    entry.mock.test(mock) &&
    entry.server.test(server)
  );
}
