import type { Route } from '../../../contract/route.ts';
import { delay } from '../delay.ts';
import { readRetryAfter } from '../retry-after.ts';

/** A call that has not been sent yet. */
export interface Repeatable<Received> {
  readonly route: Pick<Route, 'method' | 'takesKey'>;
  /** Of every attempt. */
  readonly headers: Headers;
  /** Aborted by the caller, or because the call took too long. */
  readonly signal: AbortSignal;
  /** When the call ends, on the clock of `performance.now()`. */
  readonly endsAt: number;
  attempt(): Promise<Received>;
  /** Called before each wait. */
  retrying(waitMs: number): void;
}

/** Sends a call, and sends it again where that is right. */
export type Retry = <Received extends { readonly response: Response; readonly problem?: unknown }>(
  call: Repeatable<Received>,
) => Promise<Received>;

export interface FullJitterOptions {
  /** How often a call is sent at most. */
  readonly attempts?: number;
  /** The longest wait before the second attempt. It doubles with each. */
  readonly firstMs?: number;
  /** The longest wait before any attempt, unless the service asks for a longer one. */
  readonly maxMs?: number;
}

const transient = [429, 502, 503, 504];
const idempotent = ['get', 'put', 'delete'];
const keyHeader = 'idempotency-key';

/**
 * Sends a call again that is idempotent (RFC 9110, 9.2.2), or whose operation takes an Idempotency-Key: the caller's, or
 * one made here for all attempts. It does so when the network fails, and after a problem with 429, 502, 503 or 504.
 *
 * The wait is a random part of `firstMs`, doubled with each attempt up to `maxMs`, and comes after the time that
 * `Retry-After` names (RFC 9110, 10.2.3). There is no attempt that would begin after `timeoutMs` of the call, which
 * covers all of them: the last response, or the last error, is the result then. An abort ends the wait at once.
 */
export function fullJitter({ attempts = 3, firstMs = 500, maxMs = 10_000 }: FullJitterOptions = {}): Retry {
  return async ({ route, headers, signal, endsAt, attempt, retrying }) => {
    if (route.takesKey && !headers.has(keyHeader)) headers.set(keyHeader, newKey());
    const most = route.takesKey || idempotent.includes(route.method) ? attempts : 1;
    for (let sent = 1; ; sent++) {
      const outcome = await attempt().catch((error: unknown) => new NoResponse(error));
      const isFailure = outcome instanceof NoResponse;
      const isTransient = isFailure
        ? outcome.error instanceof TypeError
        : outcome.problem !== undefined && transient.includes(outcome.response.status);
      const asked = isFailure ? 0 : readRetryAfter(outcome.response.headers);
      const waitMs = asked + Math.random() * Math.min(maxMs, firstMs * 2 ** (sent - 1));
      if (isTransient && !signal.aborted && sent < most && performance.now() + waitMs < endsAt) {
        retrying(waitMs);
        await delay(waitMs, signal);
      } else if (isFailure) throw outcome.error;
      else return outcome;
    }
  };
}

class NoResponse {
  readonly error: unknown;

  constructor(error: unknown) {
    this.error = error;
  }
}

// crypto.randomUUID is missing where a page was loaded by plain HTTP.
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
