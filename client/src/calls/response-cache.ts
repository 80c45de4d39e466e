/** Sends a request, or answers it with a response that is kept and still current. */
export type ResponseCache = (
  request: Request,
  send: (request: Request) => Promise<Response>,
) => Promise<Response>;

export interface ResponseCacheOptions {
  /** How many responses are kept. */
  readonly maxEntries?: number;
  /** How many bytes their bodies may have together. */
  readonly maxBytes?: number;
}

interface Entry {
  readonly etag: string;
  readonly headers: Headers;
  readonly body: ArrayBuffer;
}

// Of these the caller wants to know the response itself.
const conditions = ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since', 'range'];

/**
 * Keeps the responses to GET that have an ETag, in memory, and asks each time whether they are current (If-None-Match).
 * A 304 becomes the response that is kept: status 200, its data, and the headers of both (RFC 9111, 4.3.4).
 *
 * A response is kept for requests with the same URL and the same headers, apart from X-Request-Id: never for another
 * credential. The one that was used least recently goes first. A call with a condition of its own, and one with a
 * `cache` mode, is left alone.
 */
export function responseCache({
  maxEntries = 100,
  maxBytes = 10_000_000,
}: ResponseCacheOptions = {}): ResponseCache {
  // The order of a Map is that of insertion: the first was used least recently.
  const entries = new Map<string, Entry>();
  let bytes = 0;

  function remove(key: string): void {
    bytes -= entries.get(key)?.body.byteLength ?? 0;
    entries.delete(key);
  }

  function keep(key: string, entry: Entry): void {
    remove(key);
    if (entry.body.byteLength > maxBytes) return;
    entries.set(key, entry);
    bytes += entry.body.byteLength;
    for (const oldest of entries.keys()) {
      if (entries.size <= maxEntries && bytes <= maxBytes) return;
      remove(oldest);
    }
  }

  return async (request, send) => {
    const { method, url, headers, cache } = request;
    // Deno and edge runtimes have no cache modes.
    if (
      method !== 'GET' ||
      (cache ?? 'default') !== 'default' ||
      conditions.some((name) => headers.has(name))
    )
      return send(request);
    const key = JSON.stringify([url, ...[...headers].filter(([name]) => name !== 'x-request-id')]);
    const kept = entries.get(key);
    if (kept) headers.set('if-none-match', kept.etag);
    const response = await send(request);
    if (kept && response.status === 304) {
      const current = new Headers(kept.headers);
      for (const [name, value] of response.headers) current.set(name, value);
      keep(key, kept);
      return new Response(kept.body, { headers: current });
    }
    const etag = response.headers.get('etag');
    const isStorable = !/\bno-store\b/i.test(response.headers.get('cache-control') ?? '');
    if (response.status === 200 && etag && isStorable)
      keep(key, { etag, headers: response.headers, body: await response.clone().arrayBuffer() });
    return response;
  };
}
