/** When a page comes back: shown again after it was hidden, frozen or kept by the browser, or online again. */

/** @param woke is called each time. Nothing happens outside a page. */
export function listenForWaking(woke: () => void, signal: AbortSignal): void {
  if (typeof document === 'undefined') return;
  const shown = () => {
    if (document.visibilityState === 'visible') woke();
  };
  document.addEventListener('visibilitychange', shown);
  // A hint only: it says that there is a network, not that the service can be reached.
  addEventListener('online', woke);
  signal.addEventListener('abort', () => {
    document.removeEventListener('visibilitychange', shown);
    removeEventListener('online', woke);
  });
}

/** A moment, by a clock that nobody sets and by that of the machine, which goes on while the machine sleeps. */
export interface Moment {
  readonly monotonic: number;
  readonly wall: number;
}

export function now(): Moment {
  return { monotonic: performance.now(), wall: Date.now() };
}

/** Milliseconds that passed for certain: somebody may have set the clock of the machine. */
export function since({ monotonic }: Moment): number {
  return performance.now() - monotonic;
}

/** Milliseconds that may have passed: some browsers stop the first clock while the machine sleeps. */
export function atMostSince({ monotonic, wall }: Moment): number {
  return Math.max(performance.now() - monotonic, Math.abs(Date.now() - wall));
}
