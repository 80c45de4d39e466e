/** One GET of the service: what came back, or why nothing did. */
import { isObject, type JsonObject, parseJson } from '../../../contract/json.ts';
import { readRetryAfter } from '../retry-after.ts';
import type { SyncError } from './model.ts';
import { createRequestLimit, reasonOf } from './waiting.ts';

export interface GetOptions {
  /** Origin of the service, with the path prefix if there is one. */
  readonly baseUrl: string;
  /** Used instead of the global `fetch`. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A body, or an error. `status` is there when there was a response. */
export type Got =
  | { readonly body: JsonObject }
  | { readonly error: SyncError; readonly status?: number; readonly retryAfterMs?: number };

/** @param past whether to ask past every cache on the way */
export type Get = (path: string, query: Readonly<Record<string, string>>, past: boolean) => Promise<Got>;

// A full state of 100,000 nodes is 1.1 MB, so a request may take long, as long as bytes arrive.
export const stallMs = 10_000;

/** @param signal ends every request, which then rejects with its reason */
export function createGet({ baseUrl, headers = {}, ...options }: GetOptions, signal: AbortSignal): Get {
  const fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  const limit = createRequestLimit(3, 10_000);
  // A browser lets a second request for a URL wait for the first one, which may be that of a frozen tab. Once a request
  // has waited in vain, all later ones ask past the cache of the browser.
  let hasStalled = false;
  return async (path, query, past) => {
    await limit(signal);
    // A cache that ignores the mode of the request has not seen this URL.
    const search = new URLSearchParams(past ? { ...query, _: String(Date.now()) } : query).toString();
    const url = `${baseUrl.replace(/\/$/, '')}${path}${search && `?${search}`}`;
    const stalled = new AbortController();
    const stop = () => stalled.abort(signal.reason);
    signal.addEventListener('abort', stop);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const advance = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        hasStalled = true;
        stalled.abort(new Error(`no byte for ${stallMs / 1000} seconds`));
      }, stallMs);
    };
    try {
      advance();
      // `reload` asks the server without a preflight, which a header Cache-Control would cause.
      const cache = past || hasStalled ? 'reload' : 'default';
      const init: RequestInit = { headers, signal: stalled.signal, cache };
      const response = await fetch(url, init);
      return readBody(response, await readText(response, advance));
    } catch (error) {
      if (signal.aborted) throw error;
      return { error: { code: 'unreachable', message: `${url} cannot be reached: ${reasonOf(error)}.` } };
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
  };
}

async function readText({ body }: Response, advance: () => void): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    advance();
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}

function readBody({ status, ok, headers, url }: Response, text: string): Got {
  const body = parseJson(text);
  if (ok && isObject(body)) return { body };
  const detail = isObject(body) && typeof body.detail === 'string' ? body.detail : text.slice(0, 200);
  const code = status === 401 || status === 403 ? 'refused' : 'unexpected-response';
  const retryAfterMs = readRetryAfter(headers);
  return {
    error: { code, status, message: `${url} responded with ${status}: ${detail}` },
    status,
    ...(retryAfterMs > 0 && { retryAfterMs }),
  };
}
