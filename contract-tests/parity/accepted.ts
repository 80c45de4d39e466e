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
    mock: /^(2\d\d|304|412)$/,
    server: /^(2\d\d|404|409|410|412|422)$/,
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
    request: / [45]\d\d › | generated invalid, /,
    where: /^header ratelimit(-policy)?$/,
    mock: /./,
    server: /./,
    reason:
      'A mock sends these headers where the contract declares them, a server where it counts the request.',
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
