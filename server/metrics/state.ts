/** What is read at each scrape: the state of the service, of its store and of what it serves. */
import type { Server } from 'node:http';
import type { Registry } from 'prom-client';
import type { App } from '../app.ts';
import type { Clock } from '../handler.ts';
import { pingStore } from '../store/ping-store.ts';
import type { ReleaseStore } from '../store/store.ts';
import { counterOf, gaugeOf, infoOf } from './read-at-scrape.ts';

export interface Observed {
  readonly store: ReleaseStore;
  readonly clock: Clock;
  readonly server: Server;
  /** The app that serves now, with a release. In dev, an edited contract replaces it. */
  readonly app: () => Pick<App, 'contract' | 'snapshots'>;
  readonly droppedLines: () => number;
}

export function registerState(
  registry: Registry,
  { store, clock, server, app, droppedLines }: Observed,
): void {
  const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
    gaugeOf(registry, name, help, read);
  const release = () => app().snapshots.current().taxonomy.release;
  gauge('taxonomy_http_connections', 'Open connections.', () => connectionsOf(server));
  gauge('taxonomy_store_up', 'Whether the store of releases answers: 1 or 0.', async () =>
    (await pingStore(store)).status === 'up' ? 1 : 0,
  );
  gauge(
    'taxonomy_damaged_releases',
    'Releases whose stored data was found damaged.',
    () => new Set(store.damage().all.map((damaged) => damaged.release)).size,
  );
  gauge(
    'taxonomy_release_age_seconds',
    'Time since the served release was published.',
    () => (clock.now().getTime() - Date.parse(release().lastUpdated)) / 1000,
  );
  infoOf(registry, 'taxonomy_release_info', 'The served release.', release);
  infoOf(registry, 'taxonomy_contract_info', 'The served contract.', () => app().contract);
  const dropped = 'Log lines that were dropped because nobody took them.';
  counterOf(registry, 'taxonomy_log_dropped_lines_total', dropped, droppedLines);
}

function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );
}
