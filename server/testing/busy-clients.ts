/** Clients that send requests on connections that they keep, until nobody listens any more. */
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Received {
  readonly status: number | undefined;
  readonly body: string;
  readonly connection: string | undefined;
}

const path = '/api/taxonomy/layers';

export function getWith(agent: Agent, url: string, target = path): Promise<Received> {
  return new Promise((resolve, reject) => {
    request(url + target, { agent }, async (response) => {
      const { statusCode: status, headers } = response;
      resolve({ status, connection: headers.connection, body: await text(response) });
    })
      .on('error', reject)
      .end();
  });
}

export interface BusyClients {
  /** The number of responses so far. */
  completed(): number;
  /** Call it when the service has been told to end. @returns the status or the error of each lost request */
  untilRefused(): Promise<readonly unknown[]>;
}

export function keepBusy(url: string, count = 20): BusyClients {
  let completed = 0;
  const lost: unknown[] = [];
  let isEnding = false;
  const clients = Array.from({ length: count }, async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (;;) {
      try {
        const { status } = await getWith(agent, url);
        if (status !== 200) lost.push(status);
        completed += 1;
      } catch (error) {
        // Nobody listens any more: a balancer would have sent this request elsewhere.
        if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') return;
        lost.push(error);
        if (isEnding) return;
      }
      await sleep(Math.random() * 20);
    }
  });
  return {
    completed: () => completed,
    async untilRefused() {
      isEnding = true;
      await Promise.all(clients);
      return lost;
    },
  };
}
