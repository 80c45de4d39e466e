import type { Environment } from '../../lib/variables.ts';
import type { Build } from '../model.ts';

/** Which data a process of a build works on. */
export type StoreChoice =
  /** What the tier serves. The build migrates it. */
  | 'live'
  /** A new copy of it. */
  | 'copy'
  /** The copy as the process before has left it. */
  | 'same copy';

export interface StartOptions {
  readonly store: StoreChoice;
  /** Replace variables of the tier. */
  readonly variables?: Environment;
}

/** How builds are started at a tier and how traffic comes to them. */
export interface Driver {
  /** @returns the URL, once the build listens there. One process at a time works on a copy: a second replaces it. */
  start(build: Build, options: StartOptions): Promise<string>;
  /** Sends traffic to a build that runs on the live store. Requests that are under way are finished by the other. */
  switch(build: Build): Promise<void>;
  /** Lets the processes of a build finish their requests and end; `copy`: the one on a copy, and removes the copy. */
  stop(what: Build | 'copy'): Promise<void>;
}
