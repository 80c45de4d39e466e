/** In two processes: the service must not wait for its clients. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startServer } from '../../lib/process.ts';

const batch = JSON.stringify({ direction: 'hfn-to-mfa', addresses: Array(10_000).fill('S.POP.HPM.001') });

it('many large requests at once → the excess is 503, small ones are served, and all when it is over', async () => {
  const env = { RATE_LIMIT: '1000000', LOG_LEVEL: 'silent' };
  const { urls, stop } = await startServer('server/main.ts', ['PORT'], { env });
  const post = (operation: string, body: string) =>
    fetch(`${urls.PORT}/api/taxonomy/convert/${operation}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
  const pending = Promise.all(Array.from({ length: 100 }, () => post('batch', batch)));
  const small = [];
  for (let count = 0; count < 20; count += 1) {
    small.push((await post('hfn-to-mfa', '{"hfn":"S.POP.HPM.001"}')).status);
    await sleep(5);
  }
  const responses = await pending;
  expect(new Set(small)).toEqual(new Set([200]));
  expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200, 503]));
  const refused = responses.filter(({ status }) => status === 503);
  expect(new Set(refused.map(({ headers }) => headers.get('retry-after')))).toEqual(new Set(['2']));
  expect((await post('batch', batch)).status).toBe(200);
  await stop();
});
