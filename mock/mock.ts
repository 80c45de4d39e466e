/** The mock as an HTTP server. It can change its contract and keep its port. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Contract } from '../contract/model.ts';
import { createListener, type MockOptions } from './listener.ts';

export interface Mock {
  /** Resolves with the URL. Port 0 takes a free port. */
  listen(port: number, host: string): Promise<string>;
  /** Serves another contract from the next request on. Throws if it is broken, and keeps the one before. */
  reload(contract: Contract): void;
  /** Accepts no more connections and waits up to a second for pending requests. */
  close(): Promise<void>;
}

const drainMilliseconds = 1000;

export function createMock(contract: Contract, options: MockOptions = {}): Mock {
  let listener = createListener(contract, options);
  const server = createServer((request, response) => listener(request, response));
  return {
    async listen(port, host) {
      await once(server.listen(port, host), 'listening');
      // For example, a connection could not be accepted. Without a listener the error would crash the process.
      server.on('error', ({ message }) => console.error(`The mock continues after an error: ${message}`));
      return `http://${host}:${(server.address() as AddressInfo).port}`;
    },
    reload(edited) {
      listener = createListener(edited, options);
    },
    async close() {
      const timer = setTimeout(() => server.closeAllConnections(), drainMilliseconds);
      await new Promise((resolve) => server.close(resolve));
      clearTimeout(timer);
    },
  };
}
