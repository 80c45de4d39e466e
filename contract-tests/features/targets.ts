/** Server and mock in this process, with the handlers of the operations in operations/*.ts. */
import { createServer } from 'node:http';
import type { Contract } from '../../contract/model.ts';
import { createListener } from '../../mock/listener.ts';
import type { AppDependencies } from '../../server/app.ts';
import { handlers as ours } from '../../server/operations.ts';
import { listen } from '../http/listen.ts';
import type { Target } from '../model.ts';
import { type Credentials, issueCredentials } from '../targets/credentials.ts';
import { mockAt, serverAt } from '../targets/local-targets.ts';
import {
  type ProviderState,
  providerStates,
  type StateServer,
  startStateServer,
} from '../targets/state-servers.ts';
import { type Kind, kinds } from './model.ts';

type Handlers = NonNullable<AppDependencies['handlers']>;
/** By operationId. */
export type FeatureHandlers = Readonly<Record<string, unknown>>;

/** `wrong` breaks each operation in a way that only its feature shows. */
export async function readHandlers(which: 'handlers' | 'wrong'): Promise<FeatureHandlers> {
  // Their types are of another contract, so the compiler does not follow this import.
  const file = (kind: Kind) => new URL(`operations/${kind}.ts`, import.meta.url).href;
  const modules = await Promise.all(kinds.map((kind) => import(file(kind))));
  return Object.assign({}, ...modules.map((module) => module[which]));
}

export interface FeatureTargets {
  readonly server: Target & { readonly credentials: Credentials };
  readonly mock: Target;
}

interface FeatureService {
  readonly contract: Contract;
  readonly handlers: FeatureHandlers;
  /** By default all. The cases of others are skipped. */
  readonly states?: readonly ProviderState[];
}

export async function withFeatureTargets<Value>(
  { contract, handlers, states: wanted = providerStates }: FeatureService,
  use: (targets: FeatureTargets) => Promise<Value>,
): Promise<Value> {
  const { credentials, environment, close } = await issueCredentials(contract);
  const all = { ...ours, ...handlers } as unknown as Handlers;
  const variables = { ...environment, RATE_LIMIT: '999999999' };
  const start = (state?: ProviderState) => startStateServer(contract, state, variables, all);
  const opened: { close(): Promise<void> }[] = [{ close }];
  try {
    const server = await start();
    opened.push(server);
    const states = new Map<ProviderState, StateServer>();
    for (const state of wanted) states.set(state, await start(state));
    opened.push(...states.values());
    const mock = await listen(createServer(createListener(contract)));
    opened.push(mock);
    return await use({
      server: serverAt(server.url, states, credentials),
      mock: mockAt(mock.url, credentials),
    });
  } finally {
    await Promise.all(opened.map((one) => one.close()));
  }
}
