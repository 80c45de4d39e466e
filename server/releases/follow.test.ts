/** A client that applies the deltas of releases published over HTTP, on real stores. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checksum } from '../../taxonomy/canonical.ts';
import { applyChanges } from '../../taxonomy/change.ts';
import type { Taxonomy } from '../../taxonomy/tree.ts';
import { openStore } from '../store/open-store.ts';
import { onEachDatabase } from '../store/testing/on-each-database.ts';
import { startTestService, type TestService } from '../testing/start-test-service.ts';
import { createTestIssuer, type TestIssuer } from '../testing/test-issuer.ts';
import { applyEdits, edits } from './testing/edits.ts';

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await createTestIssuer();
});
afterAll(() => issuer.close());

const publications = fc.array(edits, { minLength: 10, maxLength: 10 });

await onEachDatabase((create) => {
  it('ten random publications → a copy of 1.2.2 and a copy of the release before both reach the checksum of the server', async () => {
    await fc.assert(
      fc.asyncProperty(publications, async (chosen) => {
        const database = await create();
        const store = await openStore(database.options);
        const service = await startTestService({ store, environment: issuer.environment });
        try {
          await follow(service, chosen);
        } finally {
          await service.close();
          await store.close();
          await database.drop();
        }
      }),
      { numRuns: 2, endOnFailure: true },
    );
  }, 120_000);
});

async function follow(service: TestService, chosen: Parameters<typeof applyEdits>[1][]): Promise<void> {
  const oldest: Held = await read(service, '/releases/1.2.2');
  let held = oldest;
  let edited: Taxonomy = await read(service, '');
  let count = 0;
  for (const edits of chosen) {
    edited = applyEdits(edited, edits, () => (count += 1));
    const published = await publish(service, edited);
    expect(published.checksum).toBe(checksum(edited));
    held = await catchUp(service, held);
    expect([held.version, checksum(held)]).toEqual([published.version, published.checksum]);
    expect(checksum(await catchUp(service, oldest))).toBe(published.checksum);
  }
  expect(await read(service, `/releases/${held.version}`)).toMatchObject({ version: held.version });
}

interface Held extends Taxonomy {
  readonly version: string;
}

async function catchUp(service: TestService, held: Held): Promise<Held> {
  const { version, changes, metadata } = await read(service, `/sync/incremental?since=${held.version}`);
  const next = { version, ...applyChanges(held, changes) };
  expect(checksum(next)).toBe(metadata.checksum);
  return next;
}

async function publish(service: TestService, { layers, aliases }: Taxonomy) {
  const { version } = await read(service, '/version');
  const headers = { ...(await issuer.bearer()), 'If-Match': `"${version}"` };
  const response = await service.post('/api/taxonomy/releases', { layers, aliases }, headers);
  const body = await response.json();
  // The edits may cancel each other: then the content is unchanged.
  expect([200, 201], JSON.stringify(body)).toContain(response.status);
  return body;
}

async function read(service: TestService, path: string) {
  return (await service.request(`/api/taxonomy${path}`)).json();
}
