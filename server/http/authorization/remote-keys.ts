/** The public keys that an issuer publishes as a JWK set (RFC 7517). */
import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';

/** Milliseconds. A key that was withdrawn is refused after this time. */
const cacheMaxAge = 60_000;
const timeoutDuration = 5000;
/** Milliseconds without another attempt, after the keys could not be fetched. Tokens are refused meanwhile. */
const pauseMs = 5000;
/** Bytes. A set of a hundred RSA keys has 50 KB. */
const maxBytes = 2 ** 20;

/** Fetches the keys when a token needs them. jose runs one fetch at a time. */
export function createRemoteKeys(url: URL): JWTVerifyGetKey {
  const options = { cacheMaxAge, timeoutDuration, [customFetch]: fetchBounded };
  const remote = createRemoteJWKSet(url, options);
  let failure: { readonly error: unknown; readonly until: number } | undefined;
  return async (header, token) => {
    if (failure && performance.now() < failure.until) throw failure.error;
    try {
      const key = await remote(header, token);
      failure = undefined;
      return key;
    } catch (error) {
      if (!isAboutToken(error)) failure = { error, until: performance.now() + pauseMs };
      throw error;
    }
  };
}

/** Whether the keys are there, and the token was signed with none of them. */
export function isAboutToken(error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
}

async function fetchBounded(url: string, options: RequestInit): Promise<Response> {
  const response = await fetch(url, options);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > maxBytes) throw new Error(`the JWK set is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return new Response(Buffer.concat(chunks), { status: response.status });
}
