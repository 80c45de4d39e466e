// Any order of events → the promises of a sync hold. `SYNC_STEPS=50000 npx vitest run --project unit client/src/sync` is the long run.
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { checksum } from '../../../taxonomy/canonical.ts';
import { compareVersions } from '../../../taxonomy/version.ts';
import type { TaxonomySync } from './model.ts';
import type { SyncStorage } from './storage/model.ts';
import { createTaxonomySync } from './sync.ts';
import { advance, settle, useFakeTime } from './testing/fake-time.ts';
import { everyMs, type Fault, faults, HostileService, releaseOf } from './testing/hostile-service.ts';

const steps = Number(process.env.SYNC_STEPS ?? 2_000);
const stepsInRun = 40;
const dayMs = 86_400_000;

/** What the test knows, and what really runs. */
interface Model {
  version: string;
  /** How many requests there were before this sync: each has limits of its own. */
  began: number;
}
interface Real {
  readonly service: HostileService;
  readonly storage: SyncStorage & { works: boolean };
  sync: TaxonomySync;
}
type Command = fc.AsyncCommand<Model, Real>;

beforeEach(useFakeTime);
afterEach(() => {
  // In this order: a spy on a fake timer puts back the fake one.
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const storageOf = (): Real['storage'] => {
  let stored: unknown;
  return {
    kind: 'custom',
    works: true,
    async *load() {
      if (!this.works) throw new Error('The database is closed.');
      if (stored !== undefined) yield structuredClone(stored);
    },
    async save(release) {
      if (!this.works) throw new Error('The quota is used up.');
      stored = structuredClone(release);
    },
  };
};
const start = ({ service, storage }: Pick<Real, 'service' | 'storage'>) =>
  createTaxonomySync({
    baseUrl: 'http://registry.example',
    fetch: service.fetch,
    storage,
    interval: everyMs,
  });

let checked = 0;

/** What holds after every step. */
function check(model: Model, { service, sync }: Real): void {
  checked += 1;
  const copy = sync.get();
  if (copy) {
    expect(checksum(copy)).toBe(copy.checksum);
    expect(copy).toEqual(releaseOf(Number(copy.version.split('.')[1])));
    expect(compareVersions(copy.version, model.version)).toBeGreaterThanOrEqual(0);
    model.version = copy.version;
  } else expect(model.version).toBe('0.0.0');
  expect([sync.state.version, sync.state.checksum]).toEqual([copy?.version, copy?.checksum]);
  const sent = service.sent.slice(model.began);
  const within = (ms: number, times: typeof sent) =>
    times.map(({ time }) => times.filter((other) => other.time >= time && other.time < time + ms).length);
  expect(Math.max(0, ...within(10_000, sent))).toBeLessThanOrEqual(3);
  expect(
    Math.max(
      0,
      ...within(
        everyMs,
        sent.filter(({ isFull }) => isFull),
      ),
    ),
  ).toBeLessThanOrEqual(1);
}

const step = (name: string, run: (model: Model, real: Real) => Promise<void> | void): Command => ({
  check: () => true,
  run: async (model, real) => {
    await run(model, real);
    check(model, real);
  },
  toString: () => name,
});

/** The network and the storage work again: in step within two intervals. */
const heal = step('heal', async (_, real) => {
  await settle();
  real.service.fault = 'none';
  real.storage.works = true;
  // Who was refused has to sign in, and to ask.
  if (real.sync.state.status === 'failed') void real.sync.refresh();
  await advance(2 * everyMs);
  expect(real.sync.state.status).toBe('fresh');
  expect(real.sync.state.version).toBe(releaseOf(real.service.minor).version);
  expect(real.sync.state.storage).toBe('custom');
});

const duration = fc.integer({ min: 1, max: everyMs * 1.5 });
const always = (...command: Parameters<typeof step>) => fc.constant(step(...command));
const commands: readonly [weight: number, arbitrary: fc.Arbitrary<Command>][] = [
  [4, duration.map((ms) => step(`wait ${ms}`, () => advance(ms)))],
  [
    8,
    fc.tuple(fc.constantFrom<Fault>(...faults), fc.constantFrom(0, 1), duration).map(([fault, isNew, ms]) =>
      step(`${fault} for ${ms}${isNew ? ', with a new release' : ''}`, (_, { service }) => {
        service.fault = fault;
        if (isNew) service.publish();
        return advance(ms);
      }),
    ),
  ],
  [3, always('publish', (_, { service }) => service.publish())],
  [2, always('refresh', (_, { sync }) => void sync.refresh())],
  [2, fc.constant(heal)],
  [
    1,
    fc.constantFrom(dayMs, -dayMs).map((ms) =>
      step(`set the clock by ${ms}`, () => {
        vi.setSystemTime(Date.now() + ms);
      }),
    ),
  ],
  [
    1,
    fc.boolean().map((works) =>
      step(`the storage works: ${works}`, (_, { storage }) => {
        storage.works = works;
      }),
    ),
  ],
  [1, always('restart', restart)],
];

async function restart(model: Model, real: Real): Promise<void> {
  const { state } = real.sync;
  real.sync.stop();
  await settle();
  expect(vi.getTimerCount()).toBe(0);
  // The storage did not work, or had not begun to.
  if (state.storage !== 'custom' || state.version === undefined || !real.storage.works)
    model.version = '0.0.0';
  model.began = real.service.sent.length;
  real.sync = start(real);
  await settle();
  if (!real.sync.get()) model.version = '0.0.0';
}

/** The same random numbers for the same seed (a linear congruential generator, Numerical Recipes). */
function seedRandom(seed: number): void {
  let state = seed;
  vi.spyOn(Math, 'random').mockImplementation(() => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  });
}

it(`any ${steps} events of network, cache, clock and storage → right content, never older, few requests, soon in step`, async () => {
  const sequences = fc.commands(
    [fc.oneof(...commands.map(([weight, arbitrary]) => ({ weight, arbitrary })))],
    { size: 'max', maxCommands: stepsInRun },
  );
  const property = fc.asyncProperty(sequences, fc.nat(), async (given, seed) => {
    seedRandom(seed);
    const service = new HostileService();
    const storage = storageOf();
    const real: Real = { service, storage, sync: start({ service, storage }) };
    try {
      await fc.asyncModelRun(() => ({ model: { version: '0.0.0', began: 0 }, real }), [...given, heal]);
    } finally {
      real.sync.stop();
      await settle();
    }
  });
  while (checked < steps) await fc.assert(property, { numRuns: 20 });
}, 3_600_000);
