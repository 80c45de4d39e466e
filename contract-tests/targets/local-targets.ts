import type { Contract } from '../../contract/model.ts';
import { startServer } from '../../lib/process.ts';
import type { Target } from '../model.ts';
import { acceptedOnly, type Credentials, issueCredentials } from './credentials.ts';
import { type ProviderState, providerStates, type StateServer, startStateServer } from './state-servers.ts';

const processes = {
  mock: { script: 'mock/main.ts', portVariable: 'MOCK_PORT' },
  server: { script: 'server/main.ts', portVariable: 'PORT' },
} as const;

export type LocalTargetName = keyof typeof processes;

export type LocalTarget = Target & { readonly name: LocalTargetName; readonly credentials: Credentials };

/**
 * Starts the named targets concurrently, and always stops them.
 * @param serverScript starts the server; by default from the sources. The servers in provider states are always those
 */
export async function withLocalTargets<T>(
  contract: Contract,
  names: readonly LocalTargetName[],
  use: (targets: readonly LocalTarget[]) => Promise<T>,
  serverScript: string = processes.server.script,
): Promise<T> {
  const { credentials, environment, close } = await issueCredentials(contract);
  const started = await Promise.allSettled(
    names.map(async (name) => {
      const { script, portVariable } = {
        ...processes[name],
        ...(name === 'server' && { script: serverScript }),
      };
      const { urls, stop } = await startServer(script, [portVariable], {
        // A run sends thousands of requests from one address. The limit is tested on a state server.
        env: { RATE_LIMIT: '999999999', ...environment },
        patienceMs: 2000,
      });
      return { name, url: urls[portVariable], stop };
    }),
  );
  const stateServers = new Map<ProviderState, StateServer>();
  try {
    for (const state of names.includes('server') ? providerStates : []) {
      stateServers.set(state, await startStateServer(contract, state, environment));
    }
    const targets = started.map((start) => {
      if (start.status === 'rejected') throw start.reason;
      const { name, url } = start.value;
      return name === 'mock' ? mockAt(url, credentials) : serverAt(url, stateServers, credentials);
    });
    return await use(targets);
  } finally {
    await Promise.all([
      ...started.map((start) => (start.status === 'fulfilled' ? start.value.stop() : undefined)),
      ...[...stateServers.values()].map((server) => server.close()),
      close(),
    ]);
  }
}

const anyToken: Credentials = { token: 'any', rejected: {} };

/** A mock sends any declared problem on request, with `Prefer: code=…`. Its successful responses are the examples. */
export function mockAt(url: string, credentials: Credentials = anyToken) {
  return {
    name: 'mock',
    url,
    servesExamples: true,
    isMock: true,
    // A mock checks only that credentials are presented.
    credentials: acceptedOnly(credentials),
    overrideFor: (_, status) => (status < 400 ? undefined : { headers: { prefer: `code=${status}` } }),
  } satisfies LocalTarget;
}

/** Our server, with a state server for each provider state. */
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
    overrideFor(state) {
      const stateServer = stateServers.get(state);
      return stateServer && { url: stateServer.url };
    },
  } satisfies LocalTarget;
}
