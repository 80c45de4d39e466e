/** The lookup of the client in its copy, and the service over HTTP: one corpus, the same results. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLookup } from '../../client/src/lookup/index.ts';
import { createMemoryStore } from '../../server/store/memory-store.ts';
import { startTestService, type TestService } from '../../server/testing/start-test-service.ts';
import { checksum } from '../../taxonomy/canonical.ts';
import { defaultRelease } from '../../taxonomy/releases/index.ts';
import { createSnapshot, subcategoryEntries } from '../../taxonomy/snapshot.ts';
import { anyString, canonicalHfn } from '../../taxonomy/testing/address-arbitraries.ts';
import type { Release } from '../../taxonomy/tree.ts';

const tree = {
  layers: defaultRelease.layers,
  aliases: [
    { alias: 'G.POP.SWIFT', target: 'G.POP.TSW' },
    { alias: 'S.POP.HIP', target: 'S.POP.HPM' },
    { alias: 'S.POPULAR', target: 'S.POP' },
  ],
};
const release: Release = { ...defaultRelease, ...tree, checksum: checksum(tree) };
const lookup = createLookup(release);

let service: TestService;
beforeAll(async () => {
  const store = createMemoryStore([release]);
  service = await startTestService({ store, environment: { RATE_LIMIT: '999999' } });
});
afterAll(() => service.close());

const samples = { numRuns: 60, seed: 1 };
const corpus: Record<'hfn' | 'mfa', string[]> = {
  hfn: [
    ...subcategoryEntries(release).map(({ hfn }) => `${hfn}.001`),
    ...[
      's.pop.hpm.001.MP3',
      'G.POP.SWIFT.001',
      'S.POPULAR.HIP.1000',
      'C.RMX.POP.001:S.POP.HIP.001+L.VIN.BAS.001',
    ],
    ...[
      'S.POP.HPX.001',
      'S.PPO.HPM.001',
      'Q.POP.HPM.001',
      'S.POPULAR.SWIFTY.001',
      'C.RMX.POP.001:S.POP.XXX.001',
    ],
    ...['', 'S.POP', 'S.POP.HPM.01', '2.001.007.001', 'S.POP.HPM.001:S.POP.HPM.001', 'S'.repeat(513)],
    ...fc.sample(canonicalHfn(createSnapshot(release)), samples),
    ...fc.sample(anyString, samples),
  ],
  mfa: [
    ...subcategoryEntries(release).map(({ mfa }) => `${mfa}.001`),
    ...['2.001.007.001.MP3', '9.001.001.001:2.016.001.001+3.007.001.001.json'],
    ...['2.001.099.001', '2.999.001.001', '77.001.001.001', '9.001.001.001:2.001.099.001'],
    ...['', '2.001', '2.001.007.01', 'S.POP.HPM.001', '0.001.001.001', '9'.repeat(513)],
    ...fc.sample(anyString, samples),
  ],
};

it.each(['hfn', 'mfa'] as const)(
  'every address of the corpus as %s → the same conversion or problem',
  async (from) => {
    const [convert, path] =
      from === 'hfn' ? [lookup.hfnToMfa, 'hfn-to-mfa'] : [lookup.mfaToHfn, 'mfa-to-hfn'];
    const statuses = new Map<number, number>();
    for (const address of corpus[from]) {
      const response = await service.post(`/api/taxonomy/convert/${path}`, { [from]: address });
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      const body = await response.json();
      const { data, problem } = convert(address);
      if (response.ok) expect(data, address).toEqual(body);
      else {
        // The others are about the request.
        const { title, instance, requestId, errors, ...ours } = body;
        expect(problem, address).toEqual(ours);
        expect(errors, address).toEqual([{ pointer: `/body/${from}`, detail: problem?.detail }]);
      }
    }
    expect([...statuses.keys()].sort()).toEqual([200, 400, 422]);
  },
);

it('every search of the corpus → the same body', async () => {
  const names = release.layers.flatMap(({ categories }) => categories.map(({ name }) => name));
  const texts = [
    ...names,
    ...[
      'hpm',
      'hip',
      'swift',
      'popular',
      '2.014',
      's.pop',
      'S.POP.HPM.001',
      'métaverse',
      'a',
      'nothing like it',
    ],
    ...[' ', '_', '日本', 'ß', '%', '.', '2', '2.'],
    ...fc.sample(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 16 }), { numRuns: 50, seed: 1 }),
  ];
  for (const [index, q] of texts.entries()) {
    const layer = index % 3 === 0 ? 's' : undefined;
    const limit = 1 + (index % 100);
    const query = new URLSearchParams({ q, limit: `${limit}`, ...(layer && { layer }) });
    const response = await service.request(`/api/taxonomy/search?${query}`);
    expect(response.status, q).toBe(200);
    expect(lookup.search(q, { limit, ...(layer && { layer }) }), q).toEqual(await response.json());
  }
});
