/** The environments of the service, in the order of promotion. Each has its own store, keys and origins. */
export const tiers = ['dev', 'staging', 'production'] as const;
export type Tier = (typeof tiers)[number];
