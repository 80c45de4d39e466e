import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Contract } from '../contract/model.ts';
import { type App, type AppDependencies, createApp } from './app.ts';

export interface Service {
  readonly url: string;
  /** Serves another contract from now on; if that fails, the one before stays. */
  useContract(contract: Contract): Promise<void>;
  /** Takes no more connections and waits for the requests under way, ten seconds at most. */
  close(): Promise<void>;
}

const drainMs = 10_000;

export async function startService(given: AppDependencies): Promise<Service> {
  const dependencies = { ...given, precomputed: new Map() };
  let app = await loadedApp(dependencies);
  const server = app.createServer((request, response) => app.listener(request, response));
  const { host, port } = dependencies.config;
  await once(server.listen(port, host), 'listening');
  // Such as a connection that could not be accepted: those there are go on.
  server.on('error', (error) =>
    dependencies.logger.error({ err: error }, 'the listening server met a fault'),
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
