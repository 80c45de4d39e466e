import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Contract } from '../contract/model.ts';
import { type App, type AppDependencies, createApp } from './app.ts';

export interface Service {
  readonly url: string;
  /** Serves another contract from now on. Rejects when that fails, and the previous contract stays. */
  useContract(contract: Contract): Promise<void>;
  /** Takes no more connections and waits for open requests, ten seconds at most. */
  close(): Promise<void>;
}

const drainMs = 10_000;

/** Loads the current release, then listens. Rejects when the port is taken or the release cannot be served. */
export async function startService(options: AppDependencies): Promise<Service> {
  const dependencies = { ...options, precomputed: new Map() };
  let app = await loadedApp(dependencies);
  const server = app.createServer((request, response) => {
    // A client that sends request after request would keep a process busy that is to end.
    if (!server.listening) response.shouldKeepAlive = false;
    app.listener(request, response);
  });
  const { host, port } = dependencies.config;
  await once(server.listen(port, host), 'listening');
  // For example, a connection that could not be accepted. Open connections are not affected.
  server.on('error', (error) =>
    dependencies.logger.error({ err: error }, 'the listening server reported an error'),
  );
  const stopWatching = dependencies.store.watch((version) => void app.snapshots.refresh(version));
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    async useContract(contract) {
      app = await loadedApp({ ...dependencies, contract });
    },
    async close() {
      const timer = setTimeout(() => server.closeAllConnections(), drainMs);
      await new Promise((resolve) => server.close(resolve));
      clearTimeout(timer);
      await stopWatching();
    },
  };
}

async function loadedApp(dependencies: AppDependencies): Promise<App> {
  const app = createApp(dependencies);
  await app.snapshots.load();
  return app;
}
