/** Raw messages, each with a second request after it on the same connection. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../testing/start-test-service.ts';
import { findWrong, rawCases } from './testing/messages/index.ts';

describe.each(['on', 'off'])('with the response cache %s', (RESPONSE_CACHE) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ environment: { RESPONSE_CACHE, RATE_LIMIT: '100000' } });
  });
  afterAll(() => service.close());

  it.concurrent.each(rawCases)('$name → $statuses', async (raw) => {
    // The first time, the response cache has no response yet.
    for (const _time of RESPONSE_CACHE === 'on' ? [1, 2] : [1])
      expect(await findWrong(service.url, raw)).toEqual([]);
  });
});
