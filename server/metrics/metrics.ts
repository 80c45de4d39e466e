/** The metrics of a process, in the text format of Prometheus, on a port of their own: they are not for callers. */
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { pathOf } from '../../contract/paths.ts';
import type { Config } from '../config.ts';
import { createMeasurements } from './measurements.ts';
import { type Measurements, MetricsNotServed } from './model.ts';
import { registerProcess } from './process.ts';
import { type Observed, registerState } from './state.ts';

export interface Metrics {
  readonly measurements: Measurements;
  /** Rejects with MetricsNotServed, for example when the port is taken. */
  serve(observed: Observed): Promise<MetricsServer>;
}

export interface MetricsServer {
  readonly url: string;
  close(): Promise<void>;
}

export function createMetrics({ host, port }: NonNullable<Config['metrics']>, logger: Logger): Metrics {
  const registry = new Registry();
  registerProcess(registry);
  return {
    measurements: createMeasurements(registry),
    async serve(observed) {
      registerState(registry, observed);
      const server = createServer(createListener(registry, logger));
      await once(server.listen(port, host), 'listening').catch((error) => {
        throw new MetricsNotServed(error, host, port);
      });
      return {
        url: `http://${host}:${(server.address() as AddressInfo).port}/metrics`,
        async close() {
          const closed = once(server.close(), 'close');
          // close() waits for connections with an incomplete request.
          server.closeAllConnections();
          await closed;
        },
      };
    },
  };
}

function createListener(registry: Registry, logger: Logger): RequestListener {
  return async ({ method, url = '' }, response) => {
    if (method !== 'GET' || pathOf(url) !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    try {
      const text = await registry.metrics();
      response.writeHead(200, { 'Content-Type': registry.contentType }).end(text);
    } catch (error) {
      logger.error({ err: error }, 'the metrics could not be read');
      response.writeHead(500).end();
    }
  };
}
