/** The environments of the service. Each has its own store, keys and origins. */
export const tiers = ['dev', 'staging', 'production'] as const;
export type Tier = (typeof tiers)[number];
