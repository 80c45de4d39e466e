import { expect, it, vi } from 'vitest';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { releaseInfo } from '../../taxonomy/tree.ts';
import { checkReleases } from './check-releases.ts';
import { DamagedRelease } from './damage.ts';
import { StoreUnavailable } from './store.ts';

const [older, newest] = bundledReleases.map(releaseInfo);

it('a store with a damaged release and a large one → the damage is reported, and the large one is not read', async () => {
  const damaged = new DamagedRelease('1.2.2', 'its tree is not JSON');
  const list = [{ ...newest!, version: '2.0.0', totalItems: 4001 }, { ...newest!, totalItems: 4000 }, older!];
  const get = vi.fn(async (version: string) => {
    if (version === '1.2.2') throw damaged;
    return undefined;
  });
  const report = vi.fn();
  await checkReleases({ list: async () => list, get }, report, 1);
  expect(get.mock.calls).toEqual([['1.2.3'], ['1.2.2']]);
  expect(report.mock.calls).toEqual([[damaged]]);
});

it('the store is not available for a while → tried again, each release is read', async () => {
  const failing = <Value>(value: Value) =>
    vi.fn().mockRejectedValueOnce(new StoreUnavailable('down')).mockResolvedValue(value);
  const [list, get] = [failing([newest!, older!]), failing(undefined)];
  await checkReleases({ list, get }, () => {}, 1);
  expect(get.mock.calls).toEqual([['1.2.3'], ['1.2.3'], ['1.2.2']]);
});

it('another error → passed on', async () => {
  const list = () => Promise.reject(new TypeError('a bug'));
  await expect(checkReleases({ list, get: vi.fn() }, () => {}, 1)).rejects.toThrow('a bug');
});

it('it waits → the process is not kept alive', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const checked = checkReleases({ list: async () => [], get: vi.fn() }, () => {}, 1);
  expect(timers()).toBe(before);
  await checked;
});
