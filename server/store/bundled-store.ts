import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { createMemoryStore } from './memory-store.ts';

/** The releases that ship with the service. */
export const bundledStore = createMemoryStore(bundledReleases);
