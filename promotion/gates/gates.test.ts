/**
 * Each gate passes a right tier, and refuses its sabotage: a gate that always passes, or is inverted, fails here. Gates
 * that send hundreds of requests are in `measuring-gates.e2e.test.ts`.
 */
import { describe, expect, it } from 'vitest';
import { type EditedDocument, editedContract } from '../../contract/testing/edited-contract.ts';
import { createMemoryStore } from '../../server/store/memory-store.ts';
import { StoreUnavailable } from '../../server/store/store.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { ask, closeTiersAfterEach, tierOf } from '../testing/gate-kit.ts';
import { everyCell, promotionOf, smallContract, startTier } from '../testing/tier-kit.ts';
import type { Promotion } from './model.ts';

closeTiersAfterEach();

const contract = smallContract();
const proven = { provenLocally: everyCell(contract) };
const deployed = { deployed: { build: { id: 'a'.repeat(64), contract: '1.2.0' }, contract } };

describe('a right tier', () => {
  it.each<[gate: string, fact: string, more: Partial<Promotion>]>([
    ['source-healthy', 'dev is healthy', {}],
    ['source-build', `dev runs ${'b'.repeat(12)}`, {}],
    ['cors', 'https://app.example may call dev', {}],
    ['publishing', 'publishRelease: 3 requests were refused', {}],
    ['security-headers', '4 headers are right', {}],
    ['breaking-changes', '0 changes break clients', deployed],
    ['consumers', 'no consumer has recorded its uses', deployed],
  ])('%s → pass: %s', async (gate, fact, more) => {
    const finding = await ask(gate, promotionOf(await tierOf(), more));
    expect(finding).toMatchObject({ verdict: 'pass' });
    expect(finding.facts.join('\n')).toContain(fact);
  });
});

const down = () => Promise.reject(new StoreUnavailable(new Error('down')));
const withoutName = smallContract((document: EditedDocument) => {
  delete document.components.schemas.LayerSummary?.properties.name;
  document.info.version = '1.3.0';
});
const openToAll = editedContract((document: EditedDocument) => {
  document.paths['/api/taxonomy/releases'].post.security = [];
});

describe('a sabotaged tier', () => {
  it.each<[gate: string, what: string, fact: string, promotion: () => Promise<Promotion>]>([
    [
      'source-healthy',
      'its store is down',
      'dev is degraded',
      async () => promotionOf(await tierOf({ store: { ...createMemoryStore(bundledReleases), ping: down } })),
    ],
    [
      'source-build',
      'it runs another build',
      'dev runs cccccccccccc',
      async () => promotionOf(await tierOf({ build: { id: 'c'.repeat(64) } })),
    ],
    [
      'cors',
      'it allows every origin',
      'https://stranger.example is not listed, and allowed',
      async () => promotionOf(await tierOf({ environment: { CORS_ORIGINS: '*' } })),
    ],
    [
      'cors',
      'it allows another origin than the listed one',
      'https://app.example is listed, and not allowed',
      async () => promotionOf(await tierOf({ environment: { CORS_ORIGINS: 'https://other.example' } })),
    ],
    [
      'cors',
      '* is listed',
      'every page may call',
      async () => {
        const tier = await tierOf();
        return promotionOf({ ...tier, variables: { CORS_ORIGINS: '*' } });
      },
    ],
    [
      'publishing',
      'everybody may publish',
      'publishRelease with no token: 422',
      async () => promotionOf(await tierOf({ contract: openToAll })),
    ],
    [
      'security-headers',
      'a proxy removes one',
      'x-content-type-options is missing',
      async () => promotionOf(await tierOf({}, ({ 'x-content-type-options': _, ...headers }) => headers)),
    ],
    [
      'breaking-changes',
      'a property is removed with a minor version',
      '1 changes break clients',
      async () => promotionOf(await tierOf(), { ...deployed, contract: withoutName }),
    ],
  ])('%s: %s → refused: %s', async (gate, _, fact, promotion) => {
    const finding = await ask(gate, await promotion());
    expect(finding).toMatchObject({ verdict: 'refuse', remedy: expect.stringMatching(/\w/) });
    expect(finding.facts.join('\n')).toContain(fact);
  });
});

describe('a tier that cannot be asked', () => {
  it.each(['source-healthy', 'source-build', 'contract-run', 'cors', 'publishing', 'security-headers'])(
    '%s throws, which is unknown',
    async (gate) => {
      const { tier, close } = await startTier('dev');
      await close();
      await expect(ask(gate, promotionOf(tier, proven))).rejects.toThrow();
    },
  );

  it('latency: the quota of the client does not suffice → unknown', async () => {
    const finding = await ask('latency', promotionOf(await tierOf({ environment: { RATE_LIMIT: '100' } })));
    expect(finding).toMatchObject({
      verdict: 'unknown',
      facts: [expect.stringContaining('are left of the quota')],
    });
  });

  it('source-build: it does not say which build it runs → unknown', async () => {
    const finding = await ask('source-build', promotionOf(await tierOf({ build: undefined as never })));
    expect(finding).toMatchObject({ verdict: 'unknown' });
  });
});

describe('breaking-changes', () => {
  const major = smallContract((document: EditedDocument) => {
    delete document.components.schemas.LayerSummary?.properties.name;
    document.info.version = '2.0.0';
  });

  it('a higher major version alone → refused; with a reason → pass', async () => {
    const promotion = promotionOf(await tierOf(), { ...deployed, contract: major });
    expect(await ask('breaking-changes', promotion)).toMatchObject({ verdict: 'refuse' });
    const accepted = { ...promotion, acceptBreaking: 'all clients are told' };
    expect(await ask('breaking-changes', accepted)).toMatchObject({ verdict: 'pass' });
  });
});
