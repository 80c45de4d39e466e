/** Our server in provider states that no request can bring about. Each has a port of its own, in this process. */
import { pino } from 'pino';
import type { Contract } from '../../contract/model.ts';
import { type AppDependencies, createApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { createMemoryStore } from '../../server/store/memory-store.ts';
import {
  type Publication,
  type ReleaseStore,
  StoreUnavailable,
  VersionConflict,
} from '../../server/store/store.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { type ReleaseInfo, releaseInfo } from '../../taxonomy/tree.ts';
import { type Listening, listen } from '../http/listen.ts';

export const providerStates = [
  /** The quota is one request. */
  'limited',
  /** Every handler throws. */
  'failing',
  /** No release is loaded. */
  'empty',
  /** The store fails after a release was loaded. */
  'storeless',
  /** Each publication is acknowledged and changes nothing for the next request. */
  'publishing',
  /** Another publication always came first. */
  'raced',
  /** No credentials are configured. */
  'closed',
] as const;
export type ProviderState = (typeof providerStates)[number];

export type StateServer = Listening;

type Handlers = NonNullable<AppDependencies['handlers']>;
type Environment = Readonly<Record<string, string>>;

interface StateContext {
  readonly contract: Contract;
  readonly store: ReleaseStore;
  readonly environment: Environment;
}

/** The dependencies that bring the server into the state. */
const changes: Record<ProviderState, (context: StateContext) => Partial<AppDependencies>> = {
  limited: ({ contract, environment }) => ({
    config: readConfig({ ...environment, RATE_LIMIT: '1' }, contract),
  }),
  failing: ({ contract }) => ({ handlers: failingHandlers(contract) }),
  empty: () => ({ store: createMemoryStore() }),
  // startStateServer replaces the store once a release is loaded.
  storeless: () => ({}),
  publishing: ({ store }) => ({ store: acknowledgingStore(store), clock: stoppedClock() }),
  raced: ({ store }) => ({ store: { ...store, publish: loseRace } }),
  closed: () => ({ config: readConfig({}) }),
};

/**
 * @param state by default none: the server as it is
 * @param environment variables of the server, such as those with the credentials that it accepts
 * @param handlers replace those of our operations, for a contract with others
 */
export async function startStateServer(
  contract: Contract,
  state?: ProviderState,
  environment: Environment = {},
  handlers?: Handlers,
): Promise<StateServer> {
  const store = createMemoryStore(bundledReleases);
  const app = createApp({
    // Of all states but `limited`: a large body counts as several requests.
    config: readConfig({ RATE_LIMIT: '999999999', ...environment }, contract),
    contract,
    store,
    clock: { now: () => new Date(), uptime: () => performance.now() },
    logger: pino({ level: 'silent' }),
    ...(handlers && { handlers }),
    ...(state && changes[state]({ contract, store, environment })),
  });
  if (state !== 'empty') await app.snapshots.load();
  if (state === 'storeless') Object.assign(store, unavailableStore);
  return listen(app.createServer());
}

function failingHandlers({ operations }: Contract): Handlers {
  const fail = () => {
    throw new Error('the handler fails on purpose');
  };
  return Object.fromEntries(operations.map(({ id }) => [id, fail])) as unknown as Handlers;
}

const unavailable = () => Promise.reject(new StoreUnavailable(new Error('the store is down on purpose')));

const unavailableStore: Partial<ReleaseStore> = {
  list: unavailable,
  get: unavailable,
  history: unavailable,
  publish: unavailable,
  published: unavailable,
  ping: unavailable,
};

const loseRace: ReleaseStore['publish'] = async () => {
  throw new VersionConflict('The current version is 1.2.4, and no longer 1.2.3.', '1.2.4');
};

/**
 * Acknowledges each publication and remembers it by its key. The current release stays, so that every request meets
 * the same state.
 */
function acknowledgingStore(store: ReleaseStore): ReleaseStore {
  const publications = new Map<string, Publication>();
  const infos = new Map<string, ReleaseInfo>();
  return {
    ...store,
    list: async () => [...(await store.list()), ...infos.values()],
    async publish({ release, provenance }, _expected, request) {
      const { version } = release;
      infos.set(version, { ...releaseInfo(release), ...provenance });
      if (request) publications.set(request.key, { version, bodyHash: request.bodyHash });
    },
    published: async (key) => publications.get(key),
  };
}

// The same content published twice has to be the same release, including its time.
function stoppedClock(): AppDependencies['clock'] {
  const now = new Date();
  return { now: () => now, uptime: () => performance.now() };
}
