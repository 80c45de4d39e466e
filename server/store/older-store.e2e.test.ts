import { opensOlderStores } from './testing/older-stores.ts';
import { onPostgres } from './testing/on-each-database.ts';

await onPostgres(opensOlderStores);
