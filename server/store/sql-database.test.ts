import { afterEach, expect, it, vi } from 'vitest';
import { fromDriver, retryWhileBusy } from './sql-database.ts';
import { StoreUnavailable } from './store.ts';

afterEach(() => vi.restoreAllMocks());

const withCode = (code: string) => Object.assign(new Error('the driver says so'), { code });
const busy = new StoreUnavailable(withCode('SQLITE_BUSY'));

it('a driver fails → StoreUnavailable with what it threw; it succeeds → its value', async () => {
  const cause = new Error('gone');
  const failing = [
    () => Promise.reject(cause),
    () => {
      throw cause;
    },
  ];
  for (const call of failing)
    await expect(fromDriver(call)).rejects.toMatchObject({ name: 'StoreUnavailable', cause });
  expect(await fromDriver(() => 7)).toBe(7);
});

it('another process writes, and then no more → the work is done once it can be', async () => {
  const work = vi.fn().mockRejectedValueOnce(busy).mockRejectedValueOnce(busy).mockResolvedValue('done');
  expect(await retryWhileBusy(work)).toBe('done');
  expect(work).toHaveBeenCalledTimes(3);
});

it.each([
  ['another error of the database', new StoreUnavailable(withCode('SQLITE_CORRUPT'))],
  ['an error without a code', new StoreUnavailable(new Error('gone'))],
  ['a cause that is no error', new StoreUnavailable('gone')],
  ['no cause', new StoreUnavailable(undefined)],
  ['an error that is not of the driver', withCode('SQLITE_BUSY')],
  ['what only looks like an outage', Object.assign(new Error('a bug'), { cause: withCode('SQLITE_BUSY') })],
])('%s → not tried again', async (_, error) => {
  const work = vi.fn().mockRejectedValue(error);
  await expect(retryWhileBusy(work)).rejects.toBe(error);
  expect(work).toHaveBeenCalledTimes(1);
});

it('another process writes for longer than two seconds → the error, and not before', async () => {
  const timesOfErrors = [1000, 3000, 3001];
  // The work alone moves the clock: code that other tests have left may read it, too.
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1000);
  const work = vi.fn(() => {
    clock.mockReturnValue(timesOfErrors[work.mock.calls.length - 1] ?? Infinity);
    return Promise.reject(busy);
  });
  await expect(retryWhileBusy(work)).rejects.toBe(busy);
  expect(work).toHaveBeenCalledTimes(3);
});
