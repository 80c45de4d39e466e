import { describe } from 'vitest';
import { createSqliteDatabase } from './testing/databases.ts';
import { opensOlderStores } from './testing/older-stores.ts';

describe('SQLite', () => opensOlderStores(createSqliteDatabase));
