import { bundledReleases } from '../../taxonomy/releases/index.ts';
import type { ReleaseStore } from './store.ts';

/** The releases that ship with the service. */
export const bundledStore: ReleaseStore = {
  releases: async () => bundledReleases,
  ping: async () => {},
};
