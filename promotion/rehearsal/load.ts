/** Requests at a steady rate, from clients that keep their connection and from clients that do not. */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface LoadReport {
  readonly requests: number;
  /** What went wrong, one line each. */
  readonly failures: readonly Failed[];
}

interface Failed {
  /** Milliseconds since the load began. */
  readonly atMs: number;
  readonly reason: string;
  /** Whether the connection broke: the process at its other end may have been killed. */
  readonly isConnection: boolean;
}

/** @param perSecond half of the requests use a connection of their own @returns a function that ends the load */
export function startLoad(url: string, perSecond = 200): () => Promise<LoadReport> {
  const keeping = new Agent({ keepAlive: true, maxSockets: 10 });
  const started = performance.now();
  const failures: Failed[] = [];
  const open = new Set<Promise<void>>();
  let requests = 0;
  let stopped = false;
  const one = async (index: number) => {
    const failure = await send(url, index % 2 === 0 ? keeping : undefined);
    if (failure) failures.push({ ...failure, atMs: Math.round(performance.now() - started) });
  };
  const running = (async () => {
    while (!stopped) {
      const due = Math.floor(((performance.now() - started) / 1000) * perSecond);
      for (; requests < due; requests += 1) {
        const sent = one(requests).finally(() => open.delete(sent));
        open.add(sent);
      }
      await sleep(5);
    }
    await Promise.all(open);
    keeping.destroy();
  })();
  return async () => {
    stopped = true;
    await running;
    return { requests, failures };
  };
}

function send(url: string, agent: Agent | undefined): Promise<Omit<Failed, 'atMs'> | undefined> {
  return new Promise((resolve) => {
    const sent = request(url, { agent: agent ?? false, timeout: 20_000 }, (response) => {
      response.resume();
      response.once('error', (error) => resolve({ reason: error.message, isConnection: true }));
      response.once('end', () =>
        resolve(
          response.statusCode === 200
            ? undefined
            : { reason: `status ${response.statusCode}`, isConnection: false },
        ),
      );
    });
    sent.once('timeout', () => sent.destroy(new Error('no response for 20 s')));
    sent.once('error', (error) => resolve({ reason: error.message, isConnection: true }));
    sent.end();
  });
}
