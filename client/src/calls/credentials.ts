import type { SecurityScheme } from '../../../contract/model.ts';

/** The credential, or a function that returns it; undefined is none. For HTTP basic it is `user:password`. */
export type Credential = string | (() => string | undefined | Promise<string | undefined>);

/** The headers and query parameters with the first credential that is there of those that an operation accepts. */
export async function presentCredential(
  security: readonly SecurityScheme[] = [],
  credentials: Readonly<Record<string, Credential | undefined>>,
  token: Credential | undefined,
): Promise<{ headers?: Record<string, string>; query?: Record<string, string> }> {
  for (const scheme of security) {
    const credential = credentials[scheme.name] ?? (scheme.type === 'bearer' ? token : undefined);
    const value = typeof credential === 'function' ? await credential() : credential;
    if (value === undefined) continue;
    if (scheme.type === 'apiKey')
      return { [scheme.in === 'query' ? 'query' : 'headers']: { [scheme.parameter]: value } };
    return {
      headers: { authorization: scheme.type === 'basic' ? `Basic ${base64(value)}` : `Bearer ${value}` },
    };
  }
  return {};
}

// In UTF-8, which RFC 7617, 2.1 recommends.
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
