import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTaxonomyClient, type TaxonomyClient } from '../../client/src/calls/taxonomy-client.ts';
import { readContract } from '../../contract/bundle-file.ts';
import { type LocalTargetName, withLocalTargets } from './local-targets.ts';

// Sends the same typed calls to both: what works on the mock works on the server.
const clients = new Map<LocalTargetName, TaxonomyClient>();
let stop: () => void;
let stopped: Promise<void>;

beforeAll(async () => {
  await new Promise<void>((started, failed) => {
    stopped = withLocalTargets(readContract(), ['mock', 'server'], async (targets) => {
      for (const {
        name,
        url,
        credentials: { token = '' },
      } of targets)
        clients.set(name, createTaxonomyClient({ baseUrl: url, token }));
      started();
      await new Promise<void>((resolve) => {
        stop = resolve;
      });
    });
    stopped.catch(failed);
  });
}, 60_000);

afterAll(() => {
  stop();
  return stopped;
});

describe.each(['mock', 'server'] as const)('the client on the %s', (target) => {
  const client = () => {
    const found = clients.get(target);
    if (!found) throw new Error(`${target} is not running`);
    return found;
  };

  it('an operation without inputs → its data', async () => {
    expect((await client().getHealth()).data?.status).toBe('healthy');
    const { data: version } = await client().getVersion();
    expect(version?.version).toBe('1.2.3');
    expect(version?.contract.checksum).toBe(readContract().checksum);
    expect((await client().listLayers()).data?.count).toBe(10);
    const { data: tree } = await client().getTaxonomy();
    const { data: sync } = await client().getFullSync();
    expect(sync?.data.layers).toEqual(tree?.layers);
    expect(sync?.metadata.totalItems).toBe(335);
  });

  it('an operation with inputs → the data for these inputs', async () => {
    const { data } = await client().listCategories({ params: { path: { layer: 'S' } } });
    expect(data?.layer.name).toBe('Stars');
    const subcategories = await client().listSubcategories({
      params: { path: { layer: 'S', category: 'POP' } },
    });
    expect(subcategories.data?.count).toBe(16);
    const delta = await client().getIncrementalSync({ params: { query: { since: '1.2.2' } } });
    expect(delta.data?.changes).toHaveLength(3);
  });

  it('an address converted there and back → the same address', async () => {
    const there = await client().convertHfnToMfa({ body: { hfn: 'S.POP.HPM.001' } });
    expect(there.data?.mfa).toBe('2.001.007.001');
    const back = await client().convertMfaToHfn({ body: { mfa: '2.001.007.001' } });
    expect(back.data?.hfn).toBe('S.POP.HPM.001');
    const addresses = ['S.POP.HPM.001', 'W.BCH.SUN.123'];
    const batch = await client().convertBatch({ body: { direction: 'hfn-to-mfa', addresses } });
    expect(batch.data?.converted).toBe(2);
  });

  it('a node that does not exist → a problem of the right type', async () => {
    const { problem } = await client().convertHfnToMfa({ body: { hfn: 'S.POP.HPN.001' } });
    if (problem?.type !== '/problems/unknown-address') throw new Error(`got ${problem?.type}`);
    expect(problem.suggestions).toContain('HPM');
    const unknown = await client().listCategories({ params: { path: { layer: 'Z' } } });
    expect(unknown.problem).toMatchObject({ type: '/problems/unknown-layer', status: 404 });
    const gone = await client().getIncrementalSync({ params: { query: { since: '0.9.0' } } });
    expect(gone.problem).toMatchObject({ type: '/problems/release-expired', currentVersion: '1.2.3' });
  });

  it('releases → listed, and each can be read', async () => {
    const { data } = await client().listReleases();
    expect(data?.releases.map(({ version }) => version)).toEqual(['1.2.3', '1.2.2']);
    const release = await client().getRelease({ params: { path: { version: '1.2.3' } } });
    expect(release.data).toEqual((await client().getTaxonomy()).data);
    const unknown = await client().getRelease({ params: { path: { version: '9.0.0' } } });
    expect(unknown.problem).toMatchObject({ type: '/problems/unknown-release', status: 404 });
  });

  it('publishing the current content → 200; 428 without If-Match, and 401 without the token', async () => {
    const { data: tree } = await client().getTaxonomy();
    const body = { layers: tree?.layers ?? [], aliases: tree?.aliases ?? [] };
    const params = { header: { 'If-Match': '"1.2.3"' } };
    const published = await client().publishRelease({ params, body });
    expect(published.data?.version).toBe('1.2.3');
    expect(published.response.status).toBe(200);
    expect((await client().publishRelease({ body })).problem).toMatchObject({ status: 428 });
    const headers = { authorization: '' };
    expect((await client().publishRelease({ body, headers })).problem).toMatchObject({ status: 401 });
  });

  it('a body that breaks the contract, past the types → 400', async () => {
    const { problem } = await client().convertHfnToMfa({ body: { hfn: 5 as unknown as string } });
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer: '/body/hfn' }] });
  });

  it('the ETag that the caller has → not modified', async () => {
    const { response } = await client().listLayers();
    const etag = response.headers.get('etag') ?? '';
    const again = await client().listLayers({ params: { header: { 'If-None-Match': etag } } });
    expect(again.notModified).toBe(true);
  });
});

it('the client → one method for each operation', () => {
  const ids = readContract().operations.map(({ id }) => id);
  expect(Object.keys(createTaxonomyClient({ baseUrl: 'http://localhost' })).sort()).toEqual(ids.sort());
});
