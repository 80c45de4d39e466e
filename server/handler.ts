/** What a handler is: from validated inputs to a declared answer, without a response object to slip past. */
import type { Contract } from '../contract/model.ts';
import type { Config } from './config.ts';
import type { HandlerResponse, Input, OperationId } from './operation-types.ts';
import type { OlderReleases } from './releases/older-releases.ts';
import type { Snapshots } from './snapshots/snapshots.ts';
import type { ReleaseStore } from './store/store.ts';

export interface Dependencies {
  readonly config: Config;
  readonly contract: Contract;
  readonly store: ReleaseStore;
  readonly snapshots: Snapshots;
  readonly olderReleases: OlderReleases;
  readonly clock: Clock;
}

export interface Clock {
  /** The wall clock. */
  now(): Date;
  /** Milliseconds since this server started, monotonic. */
  uptime(): number;
}

export type Handler<Id extends OperationId> = (
  input: Input<Id>,
  dependencies: Dependencies,
) => HandlerResponse<Id> | Promise<HandlerResponse<Id>>;

/** Exhaustive: an operation of the contract without a handler does not compile, nor does one too many. */
export type Handlers = { readonly [Id in OperationId]: Handler<Id> };
