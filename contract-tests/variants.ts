/** Our own server in conditions that no request can bring about, each on a port of its own in this process. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import type { Contract } from '../contract/contract.ts';
import { type AppDependencies, createApp } from '../server/app.ts';
import { readConfig } from '../server/config.ts';
import { createMemoryStore } from '../server/store/memory-store.ts';
import type { ReleaseStore } from '../server/store/store.ts';
import { bundledReleases } from '../taxonomy/releases/index.ts';
import type { Release } from '../taxonomy/tree.ts';

export const conditions = ['limited', 'failing', 'empty', 'storeless'] as const;
export type Condition = (typeof conditions)[number];

export interface Variant {
  readonly url: string;
  close(): Promise<void>;
}

type Handlers = NonNullable<AppDependencies['handlers']>;

const gone = () => Promise.reject(new Error('the store is gone'));

/** What makes the condition. */
const changes: Record<Condition, (contract: Contract, store: ReleaseStore) => Partial<AppDependencies>> = {
  limited: () => ({ config: readConfig({ RATE_LIMIT: '1' }) }),
  failing: (contract) => ({ handlers: failingHandlers(contract) }),
  empty: () => ({}),
  storeless: (_, store) => ({ store: { ...store, ping: gone } }),
};

/** Without a condition it is the server as it is. */
export async function startVariant(
  contract: Contract,
  condition?: Condition,
  releases: readonly Release[] = bundledReleases,
): Promise<Variant> {
  const store = createMemoryStore(releases);
  const app = createApp({
    config: readConfig({}),
    contract,
    store,
    clock: { now: () => new Date(), uptime: () => performance.now() },
    logger: pino({ level: 'silent' }),
    ...(condition && changes[condition](contract, store)),
  });
  if (condition !== 'empty') await app.snapshots.load();
  const server = createServer(app.handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

function failingHandlers({ operations }: Contract): Handlers {
  const fail = () => {
    throw new Error('a fault of the handler');
  };
  return Object.fromEntries(operations.map(({ id }) => [id, fail])) as unknown as Handlers;
}
