/** Keeps small requests fast while large ones would take all the time. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import pLimit from 'p-limit';
import { unavailable } from './problem.ts';
import { hasBody } from './read-body.ts';

/** Bytes of a body that cost a client as much as a request, and that take little time. */
export const smallBodyBytes = 8192;

/** Whether the body is known to be small. The length of a compressed or chunked body is not known. */
export function isSmall(request: IncomingMessage): boolean {
  const { headers } = request;
  if (!hasBody(request)) return true;
  const length = Number(headers['content-length'] ?? Infinity);
  return length <= smallBodyBytes && headers['content-encoding'] === undefined;
}

/** Large requests are handled one after the other. */
export interface Load {
  /** @throws Problem when so many large requests wait that another would wait too long */
  refuseWhenFull(): void;
  /** Runs when it is the turn of this request, which lasts until its response is made. */
  inTurn(response: ServerResponse, run: () => void): void;
}

// The largest batch takes 10 to 20 ms.
const maxWaiting = 10;
const retrySeconds = 2;

export function createLoad(): Load {
  const limit = pLimit(1);
  return {
    refuseWhenFull() {
      if (limit.pendingCount >= maxWaiting)
        throw unavailable('The service is busy with other large requests.', retrySeconds);
    },
    inTurn(response, run) {
      void limit(async () => {
        // Small requests that arrived meanwhile come first.
        await nextTurn();
        if (response.closed) return;
        // Not until it is sent: a client may read slowly.
        const made = new Promise((resolve) => response.once('prefinish', resolve).once('close', resolve));
        run();
        await made;
      });
    },
  };
}
