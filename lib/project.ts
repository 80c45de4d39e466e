import { fileURLToPath } from 'node:url';

/** The repository's root, so that every script works from any folder. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url));
