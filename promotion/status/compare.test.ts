import { describe, expect, it } from 'vitest';
import { type EditedDocument, editedContract } from '../../contract/testing/edited-contract.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { compareTiers } from './compare.ts';
import type { ReadTier, Served } from './read-status.ts';
import { renderStatus } from './render.ts';

const contract = editedContract(() => {});
const [older, newer] = bundledReleases;
const withoutSearch = editedContract((document: EditedDocument) => {
  delete document.paths['/api/taxonomy/search'];
  document.info.version = '1.1.0';
});

function tier(name: 'dev' | 'staging', more: Partial<ReadTier> & { readonly build?: string } = {}): ReadTier {
  const { build = 'a', ...read } = more;
  const health = { status: 'healthy', uptime: 90, build: { id: build.repeat(64) } } as Served['health'];
  const served: Served = {
    health,
    release: { version: '1.2.3', checksum: 'c'.repeat(64) },
    contract: { version: '1.2.0', checksum: 'd'.repeat(64) },
    p95Ms: 1.5,
  };
  const status = {
    tier: name,
    url: `http://${name}.example`,
    served,
    record: { state: 'live' },
    warnings: [],
  };
  return { status, contract, ...(newer && { release: newer }), ...read };
}

describe('what differs between two tiers', () => {
  it('nothing → no sentence', () => {
    expect(compareTiers(tier('dev'), tier('staging'))).toEqual([]);
  });

  it.each<[what: string, staging: ReadTier, sentence: string]>([
    ['another build', tier('staging', { build: 'b' }), 'staging runs another build than dev'],
    [
      'an older contract without an operation',
      tier('staging', { contract: withoutSearch }),
      'staging is one minor contract behind dev: + searchTaxonomy',
    ],
    [
      'an older release',
      tier('staging', older && { release: older }),
      expect.stringMatching(/^staging serves release 1\.2\.2, dev 1\.2\.3: [+−~] /),
    ],
  ])('%s → said in words', (_, staging, sentence) => {
    expect(compareTiers(tier('dev'), staging)).toEqual([sentence]);
  });
});

describe('the status on a terminal', () => {
  const broken: ReadTier = tier('staging');
  const text = renderStatus(
    [
      tier('dev').status,
      {
        ...broken.status,
        unreachable: 'Nothing answers at http://staging.example.',
        record: { state: 'held', reason: 'rolled back by hand: a drill' },
        warnings: ['runs aaaaaaaaaaaa, and the ledger says bbbbbbbbbbbb'],
      },
    ],
    ['staging runs another build than dev'],
  );

  it('fits 80 columns', () => {
    for (const line of text.split('\n').slice(0, 13)) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('says what differs, and what is wrong', () => {
    expect(text).toContain('· staging runs another build than dev');
    expect(text).toContain('! staging: Nothing answers');
    expect(text).toContain('! staging is held: rolled back by hand: a drill');
    expect(text).toContain('! staging runs aaaaaaaaaaaa, and the ledger says');
  });
});
