import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import type { Handlers } from '../handler.ts';
import { handlers } from '../operations.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { sampleNext } from '../store/testing/sample-release.ts';
import { startTestService, type TestService } from '../testing/start-test-service.ts';

const path = '/api/taxonomy/version';

it('an operation has no handler → the service does not start, and the error says what to do', async () => {
  const { getVersion: _missing, ...others } = handlers;
  await expect(startTestService({ handlers: others as Handlers })).rejects.toMatchObject({
    name: 'MissingHandler',
    message:
      'operation getVersion has no handler. Add it to server/operations.ts, or: npm run generate -- --stub getVersion',
  });
});

describe('the response of a handler', () => {
  const getVersion = vi.fn(handlers.getVersion);
  const onSent = vi.fn();
  const store = createMemoryStore(bundledReleases);
  let service: TestService;
  beforeEach(async () => {
    service = await startTestService({ store, handlers: { ...handlers, getVersion } });
  });
  afterEach(async () => {
    await service.close();
    getVersion.mockReset().mockImplementation(handlers.getVersion);
    onSent.mockReset();
  });

  /** The versions of three responses, one after the other. */
  async function threeVersions(): Promise<unknown[]> {
    const versions = [];
    for (const _time of [1, 2, 3]) versions.push((await (await service.request(path)).json()).version);
    return versions;
  }

  it('the same snapshot → the handler runs once, and is told of each response', async () => {
    getVersion.mockImplementation((...given) => ({ ...handlers.getVersion(...given), onSent }) as never);
    expect(await threeVersions()).toEqual(Array(3).fill('1.2.3'));
    expect(getVersion).toHaveBeenCalledTimes(1);
    expect(onSent).toHaveBeenCalledTimes(3);
  });

  it('it has headers of its own → the handler runs each time', async () => {
    const headers = { 'Cache-Control': 'no-store' };
    getVersion.mockImplementation((...given) => ({ ...handlers.getVersion(...given), headers }) as never);
    await threeVersions();
    expect(getVersion).toHaveBeenCalledTimes(3);
  });

  it('a release is published while the handler runs → the response is not used again', async () => {
    getVersion.mockImplementationOnce(async (input, dependencies) => {
      const response = handlers.getVersion(input, dependencies);
      await store.publish(sampleNext('1.2.4'), '1.2.3');
      await dependencies.snapshots.refresh('1.2.4');
      return response as never;
    });
    expect(await threeVersions()).toEqual(['1.2.3', '1.2.4', '1.2.4']);
    expect(getVersion).toHaveBeenCalledTimes(2);
  });
});
