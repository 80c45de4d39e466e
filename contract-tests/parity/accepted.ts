/** Differences between mock and server that are correct. An entry that matches nothing fails the run. */
import type { Difference } from './compare-responses.ts';

export interface Accepted {
  /** Matches the name of the request. */
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
    reason: 'The status depends on the data, which a mock does not have.',
  },
  {
    request: / 400 › | generated invalid, body /,
    where: /^body \/type$/,
    mock: /^"\/problems\/invalid-request"$/,
    server: /^"\/problems\/malformed-address"$/,
    reason: 'A mock checks the pattern of an address. The server parses the address and names the error.',
  },
  {
    request: / (404|405|406) › | generated invalid, (accept|method) /,
    where: /^header ratelimit(-policy)?$/,
    mock: /^nothing$/,
    server: /./,
    reason: 'A mock has no rate limit. It sends these headers only where the contract declares them.',
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
