/** Without a database: what the driver is asked, and what becomes of its errors. store.test.ts has a database. */
import { EventEmitter } from 'node:events';
import { type Kysely, sql } from 'kysely';
import { Client, DatabaseError, Pool } from 'pg';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openPostgres } from './postgres.ts';
import type { Schema } from './schema.ts';
import { runExclusively } from './sql-database.ts';
import { createSqlStore } from './sql-store.ts';
import { StoreUnavailable } from './store.ts';

const query = vi.fn();
const release = vi.fn();
const connect = vi.fn();
const opened = () => connect.mock.contexts as Pool[];
let db: Kysely<Schema>;

beforeEach(() => {
  query.mockReset().mockResolvedValue({ command: 'SELECT', rows: [], rowCount: 0 });
  release.mockReset();
  connect.mockReset().mockResolvedValue({ query, release });
  vi.spyOn(Pool.prototype, 'connect').mockImplementation(connect as never);
  ({ db } = openPostgres('postgres://somebody@db.example/registry'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await db.destroy();
});

const ask = () => sql`select 1`.execute(db);

it('a connection → has a name and limits of time, and there are four at most', async () => {
  vi.resetModules();
  const anew = await import('./postgres.ts');
  await sql`select 1`.execute(anew.openPostgres('postgres://somebody@db.example/registry').db);
  expect(opened()[0]?.options).toMatchObject({
    connectionString: 'postgres://somebody@db.example/registry',
    application_name: 'taxonomy',
    keepAlive: true,
    connectionTimeoutMillis: 2000,
    query_timeout: 5500,
    lock_timeout: 2000,
    statement_timeout: 5000,
    idle_in_transaction_session_timeout: 5000,
    max: 4,
  });
});

it('an exclusive transaction → has its own limits, takes the lock, and its commit notifies', async () => {
  const database = openPostgres('postgres://somebody@db.example/registry');
  expect(await runExclusively(database, async () => 'done')).toBe('done');
  expect(query.mock.calls.map(([text, values]) => [text, values])).toEqual([
    ['begin', []],
    [
      'select set_config($1, $2, true), set_config($3, $4, true), set_config($5, $6, true)',
      [
        ...['lock_timeout', '2000', 'statement_timeout', '5000'],
        ...['idle_in_transaction_session_timeout', '5000'],
      ],
    ],
    ['select pg_advisory_xact_lock($1)', [5_171_906_218]],
    [`select pg_notify($1, '')`, ['taxonomy_releases']],
    ['commit', []],
  ]);
  await database.db.destroy();
});

it('the work of a transaction fails → rolled back, and its error is thrown, even if that fails, too', async () => {
  const database = openPostgres('postgres://somebody@db.example/registry');
  const error = new Error('refused');
  for (const fails of [false, true]) {
    const work = async () => {
      if (fails) query.mockRejectedValue(new DatabaseError('no transaction', 8, 'error'));
      throw error;
    };
    await expect(runExclusively(database, work)).rejects.toBe(error);
    expect(query.mock.lastCall?.[0]).toBe('rollback');
  }
  await database.db.destroy();
});

it('watched → on a connection of its own', async () => {
  const connected = vi.spyOn(Client.prototype, 'connect').mockImplementation((async () => {}) as never);
  vi.spyOn(Client.prototype, 'query').mockImplementation((async () => ({ rows: [] })) as never);
  vi.spyOn(Client.prototype, 'end').mockImplementation((async () => {}) as never);
  const { watch } = openPostgres('postgres://somebody@db.example/registry');
  const report = vi.fn();
  const stop = watch(report);
  await vi.waitFor(() => expect(report).toHaveBeenCalledWith(undefined));
  expect((connected.mock.contexts[0] as unknown as Client).host).toBe('db.example');
  await stop();
});

it('a column as bytes → as it is stored', () => {
  const { bytes } = openPostgres('postgres://somebody@db.example/registry');
  expect(sql`select ${bytes('lastUpdated')}`.compile(db).sql).toBe('select textsend("last_updated"::text)');
});

it('a connection breaks, in use or not → nothing is thrown', async () => {
  await ask();
  const [pool] = opened();
  const client = new EventEmitter();
  pool?.emit('connect', client as never);
  expect(() => client.emit('error', new Error('reset'))).not.toThrow();
  expect(() => pool?.emit('error', new Error('reset'), client as never)).not.toThrow();
});

it('PgBouncer refuses the limits of time → connected without them, from then on', async () => {
  connect.mockRejectedValueOnce(new Error('unsupported startup parameter: lock_timeout'));
  await ask();
  await ask();
  const limits = opened().map(({ options }) => 'lock_timeout' in options && options.lock_timeout);
  expect(limits).toEqual([2000, false, false]);
  expect(opened()[1]).toBe(opened()[2]);
  expect(opened()[1]?.options).toMatchObject({ application_name: 'taxonomy', query_timeout: 5500, max: 4 });
});

it('PgBouncer refuses two connections at once → both are connected by one further pool', async () => {
  const refusal = new Error('unsupported startup parameter: lock_timeout');
  connect.mockRejectedValueOnce(refusal).mockRejectedValueOnce(refusal);
  await Promise.all([ask(), ask()]);
  expect(new Set(opened()).size).toBe(2);
});

it('the database cannot be reached → StoreUnavailable with the cause, and no further attempt', async () => {
  const cause = new Error('ECONNREFUSED');
  connect.mockRejectedValue(cause);
  const asked = ask();
  await expect(asked).rejects.toThrow(StoreUnavailable);
  await expect(asked).rejects.toMatchObject({ cause });
  expect(connect).toHaveBeenCalledTimes(1);
});

it.each([
  [
    'the database refuses a query → the connection is used again',
    new DatabaseError('no table', 8, 'error'),
    false,
  ],
  ['a query takes too long → the connection is closed', new Error('Query read timeout'), true],
])('%s', async (_, error, isClosed) => {
  query.mockRejectedValueOnce(error);
  await expect(ask()).rejects.toMatchObject({ name: 'StoreUnavailable', cause: error });
  expect(release.mock.calls).toEqual([[isClosed ? error : undefined]]);
});

it('a query takes too long within a transaction → nothing more is asked on its connection', async () => {
  const timeout = new Error('Query read timeout');
  query.mockRejectedValueOnce(timeout);
  const asked = db.connection().execute(async (connection) => {
    await sql`select 1`.execute(connection).catch(() => {});
    await sql`select 2`.execute(connection);
  });
  await expect(asked).rejects.toMatchObject({ cause: timeout });
  expect(query).toHaveBeenCalledTimes(1);
});

it.each([
  ['XX001', 'DamagedRelease'],
  ['XX002', 'DamagedRelease'],
  ['XX000', 'StoreUnavailable'],
  ['42P01', 'StoreUnavailable'],
])('the database refuses to read a release with %s → %s', async (code, name) => {
  query.mockRejectedValue(Object.assign(new DatabaseError('refused', 8, 'error'), { code }));
  const store = createSqlStore(openPostgres('postgres://somebody@db.example/registry'));
  await expect(store.get('1.2.3')).rejects.toMatchObject({ name });
  await store.close();
});

it('the store is closed → the pool that is in use ends', async () => {
  const end = vi.spyOn(Pool.prototype, 'end').mockImplementation((async () => {}) as never);
  connect.mockRejectedValueOnce(new Error('unsupported startup parameter: lock_timeout'));
  await ask();
  await db.destroy();
  expect(end.mock.contexts).toEqual([opened()[1]]);
});
