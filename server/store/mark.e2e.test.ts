import { belongsToOneTier } from './testing/marked-stores.ts';
import { onPostgres } from './testing/on-each-database.ts';

await onPostgres(belongsToOneTier);
