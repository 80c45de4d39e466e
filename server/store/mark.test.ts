import { describe } from 'vitest';
import { createSqliteDatabase } from './testing/databases.ts';
import { belongsToOneTier } from './testing/marked-stores.ts';

describe('SQLite', () => belongsToOneTier(createSqliteDatabase));
