/** What a proxy in front of a target may do, with the option --behind-proxy. Each allowance is narrow, and counted. */
import type { ReceivedResponse } from '../../contract/check-response.ts';
import { responseHeaders } from '../../contract/http-headers.ts';
import type { Contract } from '../../contract/model.ts';
import type { PlannedRequest } from '../http/planned-request.ts';

export interface Allowed {
  /** `header via was added`. */
  readonly what: string;
  readonly times: number;
}

export interface Allowances {
  /** The response without what the proxy changed. `weakened`: its ETag was that of the bytes before. */
  restore<Response extends ReceivedResponse>(response: Response): Response & { readonly weakened?: true };
  /** Whether the proxy answered 400 itself, as the service has to. */
  isOwnRefusal(expected: number | undefined, request: PlannedRequest, response: ReceivedResponse): boolean;
  /** Whether HEAD need not announce the length of GET, because one of them announces none (RFC 9110, 8.6). */
  mayDifferInLength(one: ReceivedResponse, other: ReceivedResponse): boolean;
  counts(): Allowed[];
}

/** The contract declares a header that --ignore-headers names. */
export class DeclaredHeader extends Error {
  override name = 'DeclaredHeader';
}

const addedByProxies = new RegExp(
  `^(?:${[
    'via|age|server|alt-svc|nel|report-to|x-cache|x-cache-hits|x-cache-status|x-served-by|x-timer|x-varnish',
    'x-envoy-.+|cf-ray|cf-cache-status|x-amz-cf-.+|x-amzn-.+|x-azure-ref',
  ].join('|')})$`,
);

// Proxies refuse these in a path before anything behind them sees it: control characters, and escapes that are none.
const refusedByProxies = /%(?:[01][0-9a-f]|7f|(?![0-9a-f]{2}))/i;

/**
 * @param ignored further headers that the proxy adds, such as a cookie
 * @throws DeclaredHeader
 */
export function createAllowances(contract: Contract, ignored: readonly string[] = []): Allowances {
  const declared = responseHeaders(contract);
  const wrong = ignored.find((name) => declared.has(name));
  if (wrong !== undefined) throw new DeclaredHeader(`--ignore-headers: the contract declares ${wrong}`);
  const times = new Map<string, number>();
  const count = (what: string) => times.set(what, (times.get(what) ?? 0) + 1);
  const isAdded = (name: string) =>
    !declared.has(name) && (addedByProxies.test(name) || ignored.includes(name));
  return {
    restore(response) {
      const added = Object.keys(response.headers).filter(isAdded);
      for (const name of added) count(`header ${name} was added`);
      const headers = Object.fromEntries(Object.entries(response.headers).filter(([name]) => !isAdded(name)));
      const { etag, 'content-encoding': encoding } = headers;
      // A proxy that compresses has other bytes than the service, so that their ETag is no longer strong.
      if (encoding === undefined || !String(etag).startsWith('W/')) return { ...response, headers };
      count('the ETag of compressed bytes was made weak');
      return { ...response, headers: { ...headers, etag: String(etag).slice(2) }, weakened: true };
    },
    isOwnRefusal(expected, { path }, { status, headers }) {
      const [pathname = ''] = path.split('?');
      const isOwn =
        !String(headers['content-type']).includes('json') && headers['x-request-id'] === undefined;
      if (expected !== 400 || status !== 400 || !isOwn || !refusedByProxies.test(pathname)) return false;
      count('the proxy answered 400 itself');
      return true;
    },
    mayDifferInLength(...responses) {
      if (responses.every(({ headers }) => headers['content-length'] !== undefined)) return false;
      count('HEAD or GET announced no length');
      return true;
    },
    counts: () => [...times].map(([what, times]) => ({ what, times })),
  };
}
