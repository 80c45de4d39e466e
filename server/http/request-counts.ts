import { createHash } from 'node:crypto';

interface Count {
  requests: number;
  /** Milliseconds of the monotonic clock: the wall clock may be set back, and clients would wait for it. */
  readonly endsAt: number;
  /** A hash that stands for the client in `RateLimit-Policy`. */
  readonly partition: string;
}

/** Requests of each client in its current window. */
export interface RequestCounts {
  /** Begins a window when the client has none. */
  of(client: string): Count;
  /** Whole seconds, at least one and at most the window. */
  secondsLeft(client: string): number;
}

/** @param maxClients clients choose their addresses, so the windows are bounded in number */
export function createRequestCounts(windowMs: number, maxClients = 100_000): RequestCounts {
  // All windows are equally long: the first of the map always ends first.
  const counts = new Map<string, Count>();
  const isExpired = ({ endsAt }: Count) => endsAt <= performance.now();
  const makeRoom = () => {
    for (const [client, count] of counts) {
      if (!isExpired(count) && counts.size < maxClients) return;
      counts.delete(client);
    }
  };
  const begin = (client: string): Count => {
    counts.delete(client);
    makeRoom();
    const partition = createHash('sha256').update(client).digest('hex').slice(0, 12);
    const count = { requests: 0, endsAt: performance.now() + windowMs, partition };
    counts.set(client, count);
    return count;
  };
  const of = (client: string) => {
    const count = counts.get(client);
    return count && !isExpired(count) ? count : begin(client);
  };
  return {
    of,
    secondsLeft(client) {
      const seconds = Math.ceil((of(client).endsAt - performance.now()) / 1000);
      return Math.max(1, Math.min(seconds, windowMs / 1000));
    },
  };
}
