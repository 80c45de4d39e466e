import { readVariables } from '../../server/config.ts';
import { DamagedRelease } from '../../server/store/damage.ts';
import { locationOf, openStore, type StoreOptions } from '../../server/store/open-store.ts';
import { loadCurrent, StoreRefused, StoreUnavailable, VersionConflict } from '../../server/store/store.ts';
import { CommandError, type CommandIO } from './command-io.ts';
import { alreadyPublished, type Registry } from './registry.ts';

type Environment = CommandIO['environment'];

/** The store that DATABASE_URL or DATA_DIR names. `explained` turns its errors into CommandError. */
export async function openStoreOrRefuse(
  environment: Environment,
  options: Pick<StoreOptions, 'fresh' | 'mark'> = {},
) {
  const located = locateStore(environment);
  const explained = <Value>(call: Promise<Value>) => call.catch(explainStore(located));
  return { store: await explained(openStore({ ...located, ...options })), explained };
}

export async function openStoreRegistry(
  environment: Environment,
  options: { fresh?: boolean } = {},
): Promise<Registry> {
  const { store, explained } = await openStoreOrRefuse(environment, options);
  return {
    list: () => explained(store.list()),
    get: (version) => explained(store.get(version)),
    async loadPast() {
      const loaded = await explained(loadCurrent(store));
      return { current: loaded?.release, history: loaded?.history ?? [] };
    },
    checkPublish: () => {},
    publish: (next, expected) => explained(store.publish(next, expected).then(() => next.release.version)),
    close: () => store.close(),
  };
}

/** What DATABASE_URL and DATA_DIR say. */
export function locateStore(environment: Environment) {
  try {
    const variables = readVariables(environment, ['DATABASE_URL', 'DATA_DIR']);
    return { databaseUrl: variables.DATABASE_URL, dataDir: variables.DATA_DIR };
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error), 2);
  }
}

export function explainStore(located: StoreOptions): (error: unknown) => never {
  return (error) => explain(error, locationOf(located));
}

function explain(error: unknown, location: string): never {
  if (error instanceof StoreUnavailable) {
    const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
    throw new CommandError(`The store in ${location} cannot be used${cause}.`, 3);
  }
  if (error instanceof DamagedRelease || error instanceof StoreRefused) throw new CommandError(error.message);
  if (error instanceof VersionConflict) throw new CommandError(`${alreadyPublished} ${error.message}`);
  throw error;
}
