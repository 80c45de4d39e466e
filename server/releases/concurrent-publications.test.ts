import { describe, expect, it, vi } from 'vitest';
import { VersionConflict } from '../store/store.ts';
import {
  renamed,
  renamedAgain,
  same,
  usePublishingService,
  withLayers,
} from './testing/publishing-service.ts';

const { shared, publish, versions } = usePublishingService();

describe('concurrent publications', () => {
  it('the store reports a conflict → 409 with the current version', async () => {
    vi.spyOn(shared.store, 'publish').mockRejectedValueOnce(
      new VersionConflict('The current version is 1.2.9, and no longer 1.2.3.', '1.2.9'),
    );
    const { status, body } = await publish(renamed);
    expect([status, body.type, body.currentVersion]).toEqual([409, '/problems/version-conflict', '1.2.9']);
    expect(body.detail).toContain('1.2.9');
  });

  it('the store reports a conflict with the same request, sent to another process → 201 with its release', async () => {
    const { publish: store } = shared.store;
    vi.spyOn(shared.store, 'publish').mockImplementationOnce(async (...published) => {
      await store(...published);
      throw new VersionConflict('The current version is 1.2.4, and no longer 1.2.3.', '1.2.4');
    });
    const { status, body } = await publish(renamed, { 'Idempotency-Key': 'a-key' });
    expect([status, body.version]).toEqual([201, '1.2.4']);
    expect(await versions()).toEqual(['1.2.4', '1.2.3', '1.2.2']);
  });

  it('three that follow the same release → one 201 and two 409, and only the first reaches the store', async () => {
    const { list } = shared.store;
    let letAllGo = () => {};
    const allAreHere = new Promise<void>((resolve) => {
      letAllGo = resolve;
    });
    const listing = vi.spyOn(shared.store, 'list').mockImplementation(async () => {
      if (listing.mock.calls.length === 3) letAllGo();
      await allAreHere;
      return list();
    });
    const publishing = vi.spyOn(shared.store, 'publish');
    const responses = await Promise.all([renamed, renamedAgain, renamed].map((body) => publish(body)));
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(publishing).toHaveBeenCalledTimes(1);
    for (const { status, body } of responses) if (status === 409) expect(body.currentVersion).toBe('1.2.4');
  });

  it('eight at once → one release for each 201, and every other response is 409 or 412', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `Race_${index}`);
    const responses = await Promise.all(
      names.map((name) => publish(withLayers(([first, ...others]) => [{ ...first!, name }, ...others]))),
    );
    const published = responses.filter(({ status }) => status === 201).map(({ body }) => body.version);
    expect(responses.every(({ status }) => [201, 409, 412].includes(status))).toBe(true);
    expect(new Set(published).size).toBe(published.length);
    expect(await versions()).toHaveLength(2 + published.length);
  });
});

describe('more publications than the queue holds', () => {
  /** Delays every publication in the store until the returned function is called. */
  function holdUp(method: 'list' | 'publish') {
    const original = shared.store[method] as (...given: unknown[]) => Promise<never>;
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    vi.spyOn(shared.store, method).mockImplementation(async (...given: unknown[]) => {
      await held;
      return original(...given);
    });
    return () => letGo();
  }

  it.each(['list', 'publish'] as const)(
    'while the store is slow to %s → ten wait for their response, the others get 503 at once',
    async (method) => {
      const letGo = holdUp(method);
      const finished: Awaited<ReturnType<typeof publish>>[] = [];
      const responses = Array.from({ length: 13 }, async () => {
        const response = await publish(renamed);
        finished.push(response);
        return response.status;
      });
      try {
        await vi.waitFor(() => expect(finished).toHaveLength(3), { timeout: 5000 });
        for (const { status, headers, body } of finished) {
          expect([status, body.type]).toEqual([503, '/problems/unavailable']);
          expect(headers.get('retry-after')).toBe('30');
          expect(body.detail).toBe('Too many publications are queued. Try again in 30 seconds.');
        }
        expect((await shared.service.request('/api/taxonomy/layers')).status).toBe(200);
      } finally {
        letGo();
      }
      const statuses = (await Promise.all(responses)).sort();
      expect(statuses).toEqual([201, ...Array(9).fill(409), 503, 503, 503]);
      expect((await publish(renamedAgain)).status).toBe(201);
    },
  );

  it('publications refused for violations → their places in the queue are free again', async () => {
    const broken = { ...same, aliases: [{ alias: 'S.POP.OLD', target: 'S.POP.XXX' }] };
    for (let count = 0; count < 11; count += 1) expect((await publish(broken)).status).toBe(422);
    expect((await publish(renamed)).status).toBe(201);
  });
});
