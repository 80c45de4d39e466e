import { expect, it, vi } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { parseContract } from '../../contract/contract.ts';
import { checksum } from '../../taxonomy/canonical.ts';
import { diff } from '../../taxonomy/diff.ts';
import { historyOf } from '../../taxonomy/history.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { createPrecompute } from '../snapshots/precompute.ts';
import { RETAINED_RELEASES } from '../store/store.ts';
import { createDeltas, type Delta, fullSync } from './bodies.ts';

const contract = readContract();
const precompute = createPrecompute(contract);

/** Releases `1.0.0`, `1.0.1` … with these names of the first layer. */
function releasesNamed(names: readonly string[]): Release[] {
  const [
    {
      layers: [first, ...others],
      aliases,
    },
  ] = bundledReleases as [Release];
  return names.map((name, index) => {
    const taxonomy = { layers: [{ ...first!, name }, ...others], aliases };
    const lastUpdated = '2026-01-01T00:00:00Z';
    return { version: `1.0.${index}`, checksum: checksum(taxonomy), lastUpdated, ...taxonomy };
  });
}

function deltasAfter(releases: readonly Release[], fullSize: number, precomputeDelta = precompute) {
  const [release, history] = [releases.at(-1)!, historyOf(releases)];
  return createDeltas({ release, history, contract, fullSize, precompute: precomputeDelta });
}

it('more releases than are retained → deltas from the newest fifty only', async () => {
  const releases = releasesNamed(
    Array.from({ length: RETAINED_RELEASES + 2 }, (_, index) => `Name_${index}`),
  );
  const current = releases.at(-1)!;
  const deltas = deltasAfter(releases, 1_000_000);
  for (const [index, release] of releases.entries()) {
    const delta = await deltas(release.version);
    if (index < 2) expect(delta).toBe('not-retained');
    else {
      const { metadata, ...body } = JSON.parse(String((delta as Delta).identity.bytes));
      const changes = diff(release, current);
      expect(body).toEqual({ version: current.version, since: release.version, changes });
      expect(metadata).toMatchObject({ checksum: current.checksum, cacheTimeout: 300_000 });
    }
  }
  expect(await deltas('0.9.0')).toBe('not-retained');
});

it('a delta as large as the full state → sent; one byte larger → full-is-smaller', async () => {
  const releases = releasesNamed(['Songs', 'Music']);
  const { length } = ((await deltasAfter(releases, 1_000_000)('1.0.0')) as Delta).identity.bytes;
  expect(await deltasAfter(releases, length)('1.0.0')).toMatchObject({ identity: { encoding: 'identity' } });
  expect(await deltasAfter(releases, length - 1)('1.0.0')).toBe('full-is-smaller');
});

it('a delta is requested several times, even at once → made once', async () => {
  const deltas = deltasAfter(releasesNamed(['Songs', 'Music']), 1_000_000);
  const [one, other] = await Promise.all([deltas('1.0.0'), deltas('1.0.0')]);
  expect(one).toBe(other);
  expect(await deltas('1.0.0')).toBe(one);
});

it('making a delta fails once → the next request makes it again', async () => {
  const failing = vi.fn(precompute).mockRejectedValueOnce(new Error('no memory'));
  const deltas = deltasAfter(
    releasesNamed(['Songs', 'Music']),
    1_000_000,
    failing as unknown as typeof precompute,
  );
  await expect(deltas('1.0.0')).rejects.toThrow('no memory');
  expect(await deltas('1.0.0')).toMatchObject({ identity: { encoding: 'identity' } });
});

it('the contract has no default for cacheTimeout → an error, unless a value is given', () => {
  const edited = parseContract(
    contract.text.replace(/( {8}cacheTimeout:\n(?: {10}.*\n)*?) {10}default: .*\n/, '$1'),
  );
  const [release] = releasesNamed(['Songs']);
  expect(fullSync(release!, { contract: edited, cacheTimeout: 60_000 }).metadata.cacheTimeout).toBe(60_000);
  expect(() => fullSync(release!, { contract: edited })).toThrow('no default for cacheTimeout');
});
