import { expect, it } from 'vitest';
import { startTestService } from '../testing/start-test-service.ts';

it('large bodies → use up as much of the quota as several requests', async () => {
  const batch = { direction: 'hfn-to-mfa', addresses: Array(10_000).fill('S.POP.HPM.001') };
  const service = await startTestService({ environment: { RATE_LIMIT: '20' } });
  const statuses = [];
  for (const _time of [1, 2, 3])
    statuses.push((await service.post('/api/taxonomy/convert/batch', batch)).status);
  expect(statuses).toEqual([200, 429, 429]);
  await service.close();
});
