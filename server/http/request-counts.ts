import { createHash } from 'node:crypto';
import type { Store } from 'express-rate-limit';

interface Count {
  totalHits: number;
  resetTime: Date;
  /** A hash that stands for the client in `RateLimit-Policy`. */
  readonly partition: string;
}

/**
 * Requests of each client in its current window. The store of express-rate-limit is not used: it returns promises, and
 * waiting for them takes longer than counting.
 */
export interface RequestCounts extends Store {
  increment(client: string): Count;
  of(client: string): Count;
}

export function createRequestCounts(windowMs: number): RequestCounts {
  const counts = new Map<string, Count>();
  const isExpired = ({ resetTime }: Count) => resetTime.getTime() <= Date.now();
  const begin = (client: string): Count => {
    const partition = createHash('sha256').update(client).digest('hex').slice(0, 12);
    const count = { totalHits: 0, resetTime: new Date(Date.now() + windowMs), partition };
    counts.set(client, count);
    return count;
  };
  const of = (client: string) => {
    const count = counts.get(client);
    return count && !isExpired(count) ? count : begin(client);
  };
  const deleteExpired = () => {
    for (const [client, count] of counts) if (isExpired(count)) counts.delete(client);
  };
  setInterval(deleteExpired, windowMs).unref();
  return {
    localKeys: true,
    of,
    increment(client) {
      const count = of(client);
      count.totalHits += 1;
      return count;
    },
    decrement(client) {
      of(client).totalHits -= 1;
    },
    resetKey: (client) => void counts.delete(client),
  };
}
