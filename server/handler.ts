/** A handler maps validated inputs to a declared response. It has no response object, so it cannot send anything else. */
import type { Contract } from '../contract/model.ts';
import type { Build } from './build/read-build.ts';
import type { Config } from './config.ts';
import type { Measurements } from './metrics/model.ts';
import type { HandlerResponse, Input, OperationId } from './operation-types.ts';
import type { OlderReleases } from './releases/older-releases.ts';
import type { PublicationQueue } from './releases/publication-queue.ts';
import type { Snapshots } from './snapshots/snapshots.ts';
import type { ReleaseStore } from './store/store.ts';

export interface Dependencies {
  readonly config: Config;
  readonly contract: Contract;
  readonly store: ReleaseStore;
  readonly snapshots: Snapshots;
  readonly olderReleases: OlderReleases;
  readonly publications: PublicationQueue;
  readonly clock: Clock;
  /** Undefined when the service runs from its sources. */
  readonly build: Build | undefined;
  /** Whether this process is about to end: it still responds, and should get no more requests. */
  isDraining(): boolean;
  readonly measurements: Measurements | undefined;
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

/** Exhaustive: a missing handler does not compile, and neither does a handler without an operation. */
export type Handlers = { readonly [Id in OperationId]: Handler<Id> };
