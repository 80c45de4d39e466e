import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { readContract } from '../contract/bundle-file.ts';
import { healthOperation } from '../contract/identity.ts';
import { listen } from '../contract-tests/http/listen.ts';
import { createApp } from '../server/app.ts';
import { readConfig } from '../server/config.ts';
import { handlers } from '../server/operations.ts';
import { createMemoryStore } from '../server/store/memory-store.ts';
import { bundledReleases } from '../taxonomy/releases/index.ts';
import { askStart } from './ask-tier.ts';
import { watch } from './watch.ts';

const contract = readContract();
const health = healthOperation(contract)!.id as 'getHealth';
const build = { id: 'a'.repeat(64) };
const durationMs = 1500;

/**
 * A tier whose build has run for 0.1 s, ends so long after the switch and runs again so much later. Requests wait
 * meanwhile.
 */
async function watchOne(endsAtMs: number, againMs: number) {
  let began = performance.now();
  let startedAt = began - 100;
  let isSwitched = false;
  const end = async () => {
    if (!isSwitched || performance.now() - began < endsAtMs || startedAt > began) return;
    startedAt = performance.now();
    await sleep(againMs);
  };
  const app = createApp({
    config: readConfig({ RATE_LIMIT: '999999999' }, contract),
    contract,
    store: createMemoryStore(bundledReleases),
    clock: { now: () => new Date(), uptime: () => performance.now() - startedAt },
    logger: pino({ level: 'silent' }),
    build,
    handlers: {
      ...handlers,
      [health]: async (...given: Parameters<(typeof handlers)[typeof health]>) => {
        await end();
        return handlers[health](...given);
      },
    },
  });
  await app.snapshots.load();
  const { url, close } = await listen(app.createServer());
  onTestFinished(close);
  const candidateStartedAt = await askStart(url, contract);
  began = performance.now();
  isSwitched = true;
  return watch(url, { ...build, contract: '1.2.0' }, contract, {
    durationMs,
    startedAt: candidateStartedAt,
  });
}

it('the build runs all the time → green', async () => {
  expect(await watchOne(Number.POSITIVE_INFINITY, 0)).toEqual({ requests: expect.any(Number) });
});

it.each([
  // At once: a process that is killed as traffic comes to it.
  [0, 10],
  [300, 10],
  // A response that comes this late has an uptime that is long enough.
  [1300, 1600],
])('the build ends after %d ms, and runs again %d ms later → red', async (endsAtMs, againMs) => {
  expect(await watchOne(endsAtMs, againMs)).toMatchObject({ red: 'the build ended and was started again' });
});
