import { createHash } from 'node:crypto';
import type { Store } from 'express-rate-limit';

interface Count {
  totalHits: number;
  resetTime: Date;
  /** Names the client to itself, and to nobody else. */
  readonly partition: string;
}

/**
 * Requests of each client in its current window. The store that comes with express-rate-limit answers with a promise,
 * and waiting for it takes longer than all the counting.
 */
export interface RequestCounts extends Store {
  increment(client: string): Count;
  of(client: string): Count;
}

export function createRequestCounts(windowMs: number): RequestCounts {
  const counts = new Map<string, Count>();
  const isOver = ({ resetTime }: Count) => resetTime.getTime() <= Date.now();
  const begin = (client: string): Count => {
    const partition = createHash('sha256').update(client).digest('hex').slice(0, 12);
    const count = { totalHits: 0, resetTime: new Date(Date.now() + windowMs), partition };
    counts.set(client, count);
    return count;
  };
  const of = (client: string) => {
    const count = counts.get(client);
    return count && !isOver(count) ? count : begin(client);
  };
  const forgetOver = () => {
    for (const [client, count] of counts) if (isOver(count)) counts.delete(client);
  };
  setInterval(forgetOver, windowMs).unref();
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
