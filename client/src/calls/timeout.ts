/** A signal that aborts with the given one, or with a `TimeoutError` after some milliseconds. */
export function withTimeout(milliseconds: number, signal: AbortSignal | null | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(milliseconds);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}
