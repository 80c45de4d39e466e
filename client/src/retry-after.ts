/**
 * Milliseconds that a response asks to wait (RFC 9110, 10.2.3), 0 without such a wish. A date is compared with that of
 * the response, because the clock of a client may be wrong.
 */
export function readRetryAfter(headers: Headers): number {
  const value = headers.get('retry-after') ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const now = Date.parse(headers.get('date') ?? '') || Date.now();
  return Math.max(0, Date.parse(value) - now || 0);
}
