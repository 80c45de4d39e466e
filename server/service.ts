import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, Server as NetServer } from 'node:net';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Contract } from '../contract/model.ts';
import { type App, type AppDependencies, createApp } from './app.ts';
import type { Metrics } from './metrics/metrics.ts';

export interface ServiceDependencies extends AppDependencies {
  /** How many lines the log has dropped so far. */
  readonly droppedLines: () => number;
}

export interface Service {
  readonly url: string;
  /** Undefined without METRICS_PORT. */
  readonly metricsUrl: string | undefined;
  /** Serves another contract from now on. Rejects when that fails, and the previous contract stays. */
  useContract(contract: Contract): Promise<void>;
  /**
   * Prepares the end, so that no request is lost. For the time of DRAIN_DELAY, health says `unavailable` and every
   * response ends its connection. Then nothing listens any more, and each response on an open connection ends it: clients
   * have a second to send their next request there.
   */
  drain(): Promise<void>;
  /** Takes no more connections and waits for open requests, ten seconds at most. */
  close(): Promise<void>;
}

/** How long open requests may take. */
const drainMs = 10_000;
/** How long a client with an open connection may pause between two requests. */
const idleMs = 1000;
const checkMs = 20;

/** Loads the current release, then listens. Rejects when the port is taken or the release cannot be served. */
export async function startService(options: ServiceDependencies): Promise<Service> {
  const metrics = await metricsOf(options);
  let draining = false;
  const dependencies = {
    ...options,
    precomputed: new Map(),
    isDraining: () => draining,
    ...(metrics && { measurements: metrics.measurements }),
  };
  let app = await loadedApp(dependencies);
  const server = app.createServer((request, response) => {
    // A client that sends request after request would keep a process busy that is to end.
    if (draining || !server.listening) response.shouldKeepAlive = false;
    app.listener(request, response);
  });
  const { host, port, drainDelay, maxConnections } = dependencies.config;
  server.maxConnections = maxConnections;
  const metricsServer = await metrics?.serve({ ...options, server, app: () => app });
  await once(server.listen(port, host), 'listening');
  // For example, a connection that could not be accepted. Open connections are not affected.
  server.on('error', (error) =>
    dependencies.logger.error({ err: error }, 'the listening server reported an error'),
  );
  server.on('drop', () =>
    dependencies.logger.warn({ maxConnections }, 'a connection was refused: MAX_CONNECTIONS are open'),
  );
  const stopWatching = dependencies.store.watch((version) => void app.snapshots.refresh(version));
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`,
    metricsUrl: metricsServer?.url,
    async useContract(contract) {
      app = await loadedApp({ ...dependencies, contract });
    },
    async drain() {
      // Without a delay, a client whose connection ends now would connect again just when listening ends, and be reset.
      draining = drainDelay > 0;
      if (draining) await delay(drainDelay * 1000);
      await quietTurn(server);
      // Unlike server.close(), this closes no idle connection: a request may be on its way there.
      NetServer.prototype.close.call(server);
      draining = true;
      const end = performance.now() + idleMs;
      while (performance.now() < end && (await connectionsOf(server)) > 0) await delay(checkMs);
    },
    async close() {
      const timer = setTimeout(() => server.closeAllConnections(), drainMs);
      await new Promise((resolve) => server.close(resolve));
      clearTimeout(timer);
      await metricsServer?.close();
      await stopWatching();
    },
  };
}

/**
 * Waits for a turn in which no connection was accepted, for a hundred turns at most. The system resets connections that
 * are waiting to be accepted when a process stops to listen.
 */
async function quietTurn(server: Server): Promise<void> {
  // A signal is handled in the phase of a turn in which connections are accepted: this turn may accept no more.
  await nextTurn();
  let isQuiet = false;
  const count = () => {
    isQuiet = false;
  };
  server.on('connection', count);
  for (let turn = 0; turn < 100 && !isQuiet; turn += 1) {
    isQuiet = true;
    await nextTurn();
  }
  server.off('connection', count);
}

function connectionsOf(server: Server): Promise<number> {
  return promisify(server.getConnections.bind(server))();
}

async function metricsOf({ config, logger }: ServiceDependencies): Promise<Metrics | undefined> {
  if (!config.metrics) return undefined;
  // Loaded only when needed.
  const { createMetrics } = await import('./metrics/metrics.ts');
  return createMetrics(config.metrics, logger);
}

async function loadedApp(dependencies: AppDependencies): Promise<App> {
  const app = createApp(dependencies);
  await app.snapshots.load();
  return app;
}
