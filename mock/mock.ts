/** The mock as an HTTP server that can change its contract without dropping its port. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Contract } from '../contract/model.ts';
import { createListener } from './listener.ts';

export interface Mock {
  /** Resolves with the URL; port 0 takes a free one. */
  listen(port: number, host: string): Promise<string>;
  /** Serves another contract from the next request on; throws if that one is broken, and the one before stays. */
  reload(contract: Contract): void;
  /** Takes no more connections and waits for the requests under way, a second at most. */
  close(): Promise<void>;
}

const drainMilliseconds = 1000;

/** @param log Gets a line for each answer. */
export function createMock(contract: Contract, log: (line: string) => void = () => {}): Mock {
  let listener = createListener(contract, log);
  const server = createServer((request, response) => listener(request, response));
  return {
    async listen(port, host) {
      await once(server.listen(port, host), 'listening');
      // Such as a connection that cannot be taken: without a listener it would end the process.
      server.on('error', ({ message }) => console.error(`The mock goes on after an error: ${message}`));
      return `http://${host}:${(server.address() as AddressInfo).port}`;
    },
    reload(edited) {
      listener = createListener(edited, log);
    },
    async close() {
      const timer = setTimeout(() => server.closeAllConnections(), drainMilliseconds);
      await new Promise((resolve) => server.close(resolve));
      clearTimeout(timer);
    },
  };
}
