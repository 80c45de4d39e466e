/** Waits where a target says 429 and Retry-After, and sends again. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Failure, ReceivedResponse } from '../../contract/check-response.ts';

export interface Waited {
  readonly times: number;
  readonly seconds: number;
}

export interface Patience {
  /**
   * Sends, and again after each 429 that says when.
   * @throws QuotaTooSmall when that would take longer than a run may wait
   */
  obey<Response extends Received>(send: () => Promise<Response>): Promise<Response>;
  waited(): Waited;
  /** @throws QuotaTooSmall when the run has waited for as long as it may */
  check(): void;
}

type Received = Pick<ReceivedResponse, 'status' | 'headers'>;

export class QuotaTooSmall extends Error {
  override name = 'QuotaTooSmall';
}

/** Why there is no response. @param where unless it is for the quota */
export function failureFrom(error: unknown, where: string): Failure {
  return error instanceof QuotaTooSmall
    ? { where: 'quota', detail: error.message }
    : { where, detail: String(error) };
}

const longestWaitSeconds = 120;
/** Of all waits of a run. */
export const longestSumSeconds = 600;

/** @param announce called before the first wait, because a run that only waits looks like one that hangs */
export function createPatience(announce: (text: string) => unknown, sleep = delay): Patience {
  // One for all concurrent requests: they wait for the same quota.
  let pause: Promise<unknown> | undefined;
  let tooSmall: QuotaTooSmall | undefined;
  const waited = { times: 0, seconds: 0 };
  const check = () => {
    if (tooSmall) throw tooSmall;
  };
  const begin = (seconds: number) => {
    if (waited.times === 0)
      announce(
        `The target says 429, too many requests. This run waits as Retry-After says: ${seconds} s now.`,
      );
    waited.times += 1;
    waited.seconds += seconds;
    return sleep(seconds * 1000).finally(() => {
      pause = undefined;
    });
  };
  return {
    check,
    waited: () => ({ ...waited }),
    async obey(send) {
      for (;;) {
        await pause;
        check();
        const received = await send();
        const seconds = received.status === 429 ? secondsOf(received) : undefined;
        if (seconds === undefined) return received;
        if (pause === undefined && !mayWait(seconds, waited))
          tooSmall = new QuotaTooSmall(explain(seconds, waited));
        check();
        pause ??= begin(seconds);
      }
    },
  };
}

function mayWait(seconds: number, waited: Waited): boolean {
  return seconds <= longestWaitSeconds && waited.seconds + seconds <= longestSumSeconds;
}

function explain(seconds: number, waited: Waited): string {
  const limits = `at most ${longestWaitSeconds} s at a time and ${longestSumSeconds} s in all`;
  return `the quota of the target is too small for this run: it says to wait ${seconds} s, after ${waited.seconds} s so far. A run waits ${limits}. Raise RATE_LIMIT at the target.`;
}

/** Retry-After is a number of seconds or a date (RFC 9110, 10.2.3). Undefined when it is neither. */
function secondsOf({ headers }: Received): number | undefined {
  const text = String(headers['retry-after'] ?? '');
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - Date.now()) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.max(1, seconds);
}
