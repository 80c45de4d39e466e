/** Values of response headers that several answers have. Where the contract gives another, they do not compile. */
import type { Header } from '../operation-types.ts';

export const noStore: Header['CacheControlNoStore'] = 'no-store';

/** Seconds until what is not there for now may be there again. */
export const retryAfter: Header['RetryAfter'] = 30;
