/** The model beside real clients in one process, whose time is that of fake timers: nothing here depends on the machine. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTaxonomySync, memoryStorage, type TaxonomySync } from '../../client/src/sync/index.ts';
import { everyMs, HostileService, releaseOf } from '../../client/src/sync/testing/hostile-service.ts';
import type { Costs } from './costs.ts';
import { figuresOf } from './fleet.ts';
import { emptySeconds, type Plan, type Second, simulate } from './model.ts';

const spread = (median: number) => ({ median, min: median, max: median });
const cost = (us: number, bytes: number) => ({
  bytes: spread(bytes),
  alone: spread(us),
  kept: spread(us / 2),
});
const costs: Costs = {
  unchanged: cost(200, 1_000),
  notModified: cost(200, 800),
  delta: cost(200, 1_200),
  gone: cost(400, 1_100),
  full: cost(300, 20_000),
};
const plan: Plan = { clients: 10_000, intervalMs: 300_000, seconds: 1_200, costs, cacheMs: 0, parts: {} };

const total = (seconds: readonly Second[], key: keyof Second) =>
  seconds.reduce((sum, second) => sum + second[key], 0);
const ratio = (figure: number, of: number) => Math.abs(figure / of - 1);

describe('the model', () => {
  it.each([0, 1_000])(
    'nothing happens, cache of %d ms → one request of each client an interval',
    (cacheMs) => {
      const seconds = simulate({ ...plan, cacheMs });
      expect(ratio(total(seconds, 'requests'), plan.clients * 4)).toBeLessThan(0.02);
      expect(seconds.every(({ inStep }) => inStep === plan.clients)).toBe(true);
      expect(total(seconds, 'bytes')).toBe(total(seconds, 'requests') * 1_000);
      expect(total(seconds, 'failed')).toBe(0);
    },
  );

  it('a cache in front → the service is asked about once a second, the clients as often as before', () => {
    const seconds = simulate({ ...plan, clients: 50_000, cacheMs: 1_000 });
    expect(total(seconds, 'requests')).toBeGreaterThan(150 * plan.seconds);
    expect(total(seconds, 'service')).toBeLessThan(3 * plan.seconds);
  });

  it.each<[what: string, more: Partial<Plan>, requests: number, bytes: number]>([
    ['a delta', {}, 1, 1_200],
    ['everything', { loads: 'past' }, 2, 1_100 + 20_000],
  ])(
    'a release, of which clients load %s → each once, and all are in step soon',
    (_, more, requests, bytes) => {
      const at = { publishMs: 300_000, ...more };
      const seconds = simulate({ ...plan, ...at });
      const [after, quiet] = [seconds.slice(300, 630), simulate(plan).slice(300, 630)];
      expect(after[0]?.inStep).toBeLessThan(plan.clients * 0.02);
      expect(seconds[631]?.inStep).toBe(plan.clients);
      const extra = plan.clients * (requests - 1);
      expect(ratio(total(after, 'requests'), total(quiet, 'requests') + extra)).toBeLessThan(0.02);
      const bytesOfRelease = plan.clients * (bytes - 1_000);
      expect(ratio(total(after, 'bytes'), total(quiet, 'bytes') + bytesOfRelease)).toBeLessThan(0.02);
    },
  );

  it.each<[cacheMs: number, isWithinAnInterval: boolean]>([
    [3_000, true],
    [30_000, false],
  ])(
    'a cache keeps answers for %d ms → 99 %% have a release within one longest interval: %s',
    (cacheMs, given) => {
      const seconds = simulate({ ...plan, publishMs: 301_000, cacheMs });
      const { until } = figuresOf(seconds.slice(301), plan.clients);
      // A second after it took a copy. Who gets that copy asks again after another interval.
      expect(until <= 330).toBe(given);
      expect(until).toBeLessThanOrEqual(660 + cacheMs / 1_000);
    },
  );

  it('what is loaded after 410 comes from a cache → the service sends it once a second and not to each', () => {
    const large = { ...plan, clients: 30_000, seconds: 700, publishMs: 300_000, cacheMs: 1_000 };
    const [past, cached] = (['past', 'cached'] as const).map((loads) => simulate({ ...large, loads }));
    // Each client is answered 410 by the service itself.
    expect(ratio(total(past!, 'service'), 60_000)).toBeLessThan(0.03);
    expect(ratio(total(cached!, 'service'), 30_000)).toBeLessThan(0.06);
    expect(ratio(total(past!, 'bytes'), total(cached!, 'bytes'))).toBeLessThan(0.01);
  });

  it('more requests than the service can answer → some fail, it is never busy for more than all the time', () => {
    const slow = { ...costs, full: cost(20_000, 1_000_000) };
    const seconds = simulate({ ...plan, costs: slow, startsWithinMs: 60_000 });
    expect(total(seconds, 'failed')).toBeGreaterThan(1_000);
    // 10 s of work may wait at the end.
    expect(total(seconds.slice(0, 200), 'serviceUs')).toBeLessThan((200 + 10) * 1e6);
    expect(seconds.at(-1)?.inStep).toBe(plan.clients);
  });

  it('an outage → clients fail and come back, later than a second and within the longest backoff', () => {
    const seconds = simulate({ ...plan, outageMs: [300_000, 360_000] });
    const during = seconds.slice(300, 360);
    expect(total(during, 'failed')).toBe(total(during, 'requests'));
    expect(total(seconds.slice(360), 'failed')).toBe(0);
    expect(seconds[359]?.inStep).toBeLessThan(plan.clients * 0.85);
    expect(seconds[660]?.inStep).toBe(plan.clients);
  });

  it('the figures of a part → mean, the worst second, and the second in which 99 % are in step', () => {
    const part = emptySeconds(3).map((second, index) => ({
      ...second,
      requests: index * 10,
      inStep: index * 50,
    }));
    expect(figuresOf(part, 100)).toMatchObject({ mean: 10, peak: 20, until: 3 });
    expect(figuresOf(part, 200).until).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('200 real clients and the model', () => {
  const clients = 200;
  const seconds = 420;
  const publishMs = 180_000;
  const outageMs = [250_000, 310_000] as const;
  let syncs: TaxonomySync[] = [];
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
    // The same random numbers each time (a linear congruential generator, Numerical Recipes).
    let state = 1;
    vi.spyOn(Math, 'random').mockImplementation(() => {
      state = (state * 1_664_525 + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    });
  });
  afterEach(() => {
    for (const sync of syncs) sync.stop();
    syncs = [];
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  /** Promises of streams and of fetch need turns of the real event loop. */
  async function settle(): Promise<void> {
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  async function carryOut(): Promise<Second[]> {
    const service = new HostileService();
    let sent = 0;
    for (let client = 0; client < clients; client += 1)
      setTimeout(() => {
        const options = { baseUrl: 'http://registry.example', interval: everyMs, storage: memoryStorage() };
        syncs.push(createTaxonomySync({ ...options, fetch: service.fetch }));
      }, Math.random() * everyMs);
    const carried = emptySeconds(seconds);
    for (const [index, second] of carried.entries()) {
      if (index * 1000 === publishMs) service.publish();
      service.fault = index * 1000 >= outageMs[0] && index * 1000 < outageMs[1] ? 'drop' : 'none';
      await vi.advanceTimersByTimeAsync(1_000);
      await settle();
      const { version } = releaseOf(service.minor);
      second.inStep = syncs.filter(
        ({ state }) => state.status === 'fresh' && state.version === version,
      ).length;
      second.requests = service.sent.length - sent;
      second.failed = service.fault === 'drop' ? second.requests : 0;
      sent = service.sent.length;
    }
    return carried;
  }

  it('start, a release, an outage → the same requests, failures and clients in step, within a tenth', async () => {
    const real = await carryOut();
    const times = { intervalMs: everyMs, startsWithinMs: everyMs, seconds, publishMs, outageMs };
    // Twenty fleets of that size, so that the model itself is not random.
    const model = simulate({ ...plan, ...times, clients: clients * 20 });
    const parts: [string, number, number][] = [
      ['start', 0, 60],
      ['nothing happens', 60, 180],
      ['a release', 180, 250],
      ['an outage', 250, 310],
      ['after it', 310, 420],
    ];
    for (const [name, from, to] of parts)
      for (const key of ['requests', 'failed', 'inStep'] as const) {
        const one = total(real.slice(from, to), key);
        const other = total(model.slice(from, to), key) / 20;
        // So much the time of 200 random starts may differ from its mean.
        const room = Math.max(0.1 * other, key === 'inStep' ? clients * 5 : 0);
        expect(Math.abs(one - other), `${name}: ${key} ${one} and ${other}`).toBeLessThanOrEqual(room);
      }
  });
});
