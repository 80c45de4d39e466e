/** The schema of `cacheTimeout`: its limits, and its default. */
export const cacheTimeoutPointer = '/components/schemas/SyncMetadata/properties/cacheTimeout';
