/** Our own server in providerStates that no request can bring about, each on a port of its own in this process. */
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import type { Contract } from '../../contract/model.ts';
import { type AppDependencies, createApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { createMemoryStore } from '../../server/store/memory-store.ts';
import { type ReleaseStore, StoreUnavailable, VersionConflict } from '../../server/store/store.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { acknowledging } from './acknowledging-store.ts';

export const providerStates = [
  'limited',
  'failing',
  'empty',
  'storeless',
  /** Each publication is acknowledged, and none changes what the next request meets. */
  'publishing',
  /** Someone else has always just published. */
  'raced',
  /** Nobody may publish over HTTP. */
  'closed',
] as const;
export type ProviderState = (typeof providerStates)[number];

export interface StateServer {
  readonly url: string;
  close(): Promise<void>;
}

type Handlers = NonNullable<AppDependencies['handlers']>;
type Environment = Readonly<Record<string, string>>;

interface Usual {
  readonly contract: Contract;
  readonly store: ReleaseStore;
  readonly environment: Environment;
}

/** What makes the providerState. */
const changes: Record<ProviderState, (usual: Usual) => Partial<AppDependencies>> = {
  limited: ({ environment }) => ({ config: readConfig({ ...environment, RATE_LIMIT: '1' }) }),
  failing: ({ contract }) => ({ handlers: failingHandlers(contract) }),
  empty: () => ({ store: createMemoryStore() }),
  // It is lost after a release was loaded.
  storeless: () => ({}),
  publishing: ({ store }) => ({ store: acknowledging(store), clock: stoppedClock() }),
  raced: ({ store }) => ({ store: { ...store, publish: lose } }),
  closed: () => ({ config: readConfig({}) }),
};

/**
 * Without a providerState it is the server as it is.
 *
 * @param environment beside the usual one, such as whose tokens it believes
 */
export async function startStateServer(
  contract: Contract,
  providerState?: ProviderState,
  environment: Environment = {},
): Promise<StateServer> {
  const store = createMemoryStore(bundledReleases);
  const app = createApp({
    config: readConfig(environment),
    contract,
    store,
    clock: { now: () => new Date(), uptime: () => performance.now() },
    logger: pino({ level: 'silent' }),
    ...(providerState && changes[providerState]({ contract, store, environment })),
  });
  if (providerState !== 'empty') await app.snapshots.load();
  if (providerState === 'storeless') Object.assign(store, goneStore);
  const server = app.createServer();
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

const gone = () => Promise.reject(new StoreUnavailable(new Error('the store is gone')));

const goneStore: Partial<ReleaseStore> = {
  list: gone,
  get: gone,
  history: gone,
  publish: gone,
  published: gone,
  ping: gone,
};

const lose: ReleaseStore['publish'] = async () => {
  throw new VersionConflict('The current version is 1.2.4, and no longer 1.2.3.', '1.2.4');
};

// The same content published twice is the same release, down to its time.
function stoppedClock(): AppDependencies['clock'] {
  const now = new Date();
  return { now: () => now, uptime: () => performance.now() };
}
