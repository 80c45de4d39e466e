/** The gates that send hundreds of requests pass a right tier, and refuse their sabotage. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { issueCredentials } from '../../contract-tests/targets/credentials.ts';
import { handlers } from '../../server/operations.ts';
import { ask, closeTiersAfterEach, tierOf } from '../testing/gate-kit.ts';
import { everyCell, promotionOf, smallContract } from '../testing/tier-kit.ts';

closeTiersAfterEach();

const contract = smallContract();
const slowHealth: typeof handlers.getHealth = async (...args) => {
  await sleep(250);
  return handlers.getHealth(...args);
};

describe('a tier', () => {
  // The gate measures this machine, which other tests may keep busy for a moment.
  it('latency: a right one → pass', { retry: 3 }, async () => {
    expect(await ask('latency', promotionOf(await tierOf()))).toMatchObject({
      verdict: 'pass',
      facts: expect.arrayContaining([expect.stringContaining('p95 of 6 operations, 200 requests each')]),
    });
  });

  it('latency: a handler takes 250 ms → refused', async () => {
    const tier = await tierOf({ handlers: { ...handlers, getHealth: slowHealth } });
    const finding = await ask('latency', promotionOf(tier));
    expect(finding).toMatchObject({ verdict: 'refuse', remedy: expect.stringMatching(/\w/) });
    expect(finding.facts.join('\n')).toContain('the goal is 200 ms');
  });

  it('contract-run: a handler leaves out a property → refused', async () => {
    const getVersion = () => ({ status: 200, body: { version: '1.2.3' } }) as never;
    const tier = await tierOf({
      environment: { RESPONSE_VALIDATION: 'report' },
      handlers: { ...handlers, getVersion },
    });
    const finding = await ask('contract-run', promotionOf(tier, { provenLocally: everyCell(contract) }));
    expect(finding).toMatchObject({ verdict: 'refuse', remedy: expect.stringMatching(/\w/) });
    expect(finding.facts.join('\n')).toContain('test cases fail at dev');
  });
});

describe('a candidate', () => {
  it('candidate-contract: it takes no token of the key that it was given → refused', async () => {
    const { credentials, close } = await issueCredentials(contract);
    const tier = await tierOf();
    const promotion = promotionOf(tier, { target: tier, candidate: { url: tier.url, credentials } });
    expect(await ask('candidate-contract', promotion)).toMatchObject({ verdict: 'refuse' });
    await close();
  });

  it('candidate-latency: a handler takes 250 ms → refused', async () => {
    const tier = await tierOf({ handlers: { ...handlers, getHealth: slowHealth } });
    const candidate = { url: tier.url, credentials: { rejected: {} } };
    expect(await ask('candidate-latency', promotionOf(tier, { candidate }))).toMatchObject({
      verdict: 'refuse',
    });
  });
});
