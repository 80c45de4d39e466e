import type { Contract } from '../../contract/model.ts';
import { startServer } from '../../lib/process.ts';
import type { Target } from '../model.ts';
import { type Credentials, issueCredentials } from './credentials.ts';
import { type ProviderState, providerStates, type StateServer, startStateServer } from './state-servers.ts';

const localTargets = {
  mock: { script: 'mock/main.ts', portVariable: 'MOCK_PORT' },
  server: { script: 'server/main.ts', portVariable: 'PORT' },
} as const;

export type LocalTarget = keyof typeof localTargets;

type Running = Target & { readonly name: LocalTarget; readonly credentials: Credentials };

/** Starts the named targets side by side, and stops them all whatever happens. */
export async function withLocalTargets<T>(
  contract: Contract,
  names: readonly LocalTarget[],
  use: (targets: readonly Running[]) => Promise<T>,
): Promise<T> {
  const stateServers = new Map<ProviderState, StateServer>();
  const { credentials, environment, close } = await issueCredentials();
  const startStateServers = async () => {
    if (!names.includes('server')) return;
    for (const providerState of providerStates)
      stateServers.set(providerState, await startStateServer(contract, providerState, environment));
  };
  const started = await Promise.allSettled(
    names.map(async (name) => {
      const { script, portVariable } = localTargets[name];
      const { urls, stop } = await startServer(script, [portVariable], {
        // A run sends thousands of requests from one address; a state server has the limit.
        env: { RATE_LIMIT: '999999999', ...environment },
        patienceMs: 2000,
      });
      return { name, url: urls[portVariable], stop };
    }),
  );
  try {
    await startStateServers();
    const targets = started.map((start) => {
      if (start.status === 'rejected') throw start.reason;
      const { name, url } = start.value;
      return name === 'mock' ? mockAt(url) : serverAt(url, stateServers, credentials);
    });
    return await use(targets);
  } finally {
    await Promise.all([
      ...started.map((start) => (start.status === 'fulfilled' ? start.value.stop() : undefined)),
      ...[...stateServers.values()].map(({ close }) => close()),
      close(),
    ]);
  }
}

/** A mock says what it is told to: any declared problem, and no other 200 than its example. */
export function mockAt(url: string) {
  return {
    name: 'mock',
    url,
    servesExamples: true,
    isMock: true,
    // It does not look at tokens, but for whether there is one.
    credentials: { token: 'any', rejected: {} },
    overrideFor: (_, status) => (status < 400 ? undefined : { headers: { prefer: `code=${status}` } }),
  } satisfies Running;
}

/** Our server, beside stateServers of it that are in the providerStates. */
export function serverAt(
  url: string,
  stateServers: ReadonlyMap<ProviderState, StateServer>,
  credentials: Credentials,
) {
  return {
    name: 'server',
    url,
    servesExamples: true,
    credentials,
    overrideFor(providerState) {
      const stateServer = stateServers.get(providerState);
      return stateServer && { url: stateServer.url };
    },
  } satisfies Running;
}
