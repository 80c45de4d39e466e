import { afterEach, describe, expect, it, vi } from 'vitest';
import { startTestService } from '../testing/start-test-service.ts';

const api = '/api/taxonomy';
const json = { 'content-type': 'application/json' };
const one = '{"hfn":"S.POP.HPM.001"}';

afterEach(() => vi.useRealTimers());

describe.each(['on', 'off'])('response cache %s', (RESPONSE_CACHE) => {
  const start = (environment: object = {}) =>
    startTestService({ environment: { RESPONSE_CACHE, RATE_LIMIT: '2', ...environment } });

  it('the wall clock is set back by an hour → Retry-After and RateLimit stay within the window', async () => {
    const service = await start();
    const convert = () => service.raw(`${api}/convert/hfn-to-mfa`, json, 'POST', one);
    await convert();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 });
    expect(Number(/t=(\d+)/.exec(String((await convert()).headers.ratelimit))?.[1])).toBeLessThanOrEqual(60);
    const refused = await convert();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    await service.close();
  });

  it.each([
    ['an address with ports', ['7.7.7.7:1', '7.7.7.7', '::ffff:7.7.7.7']],
    ['one IPv6 network', ['[2001:db8::1]:443', '2001:db8::2', '2001:db8:0:ff::']],
    ['what is no address', ['garbage', 'other', '7.7']],
  ])('%s, from a trusted proxy → one client', async (_name, reported) => {
    const service = await start({ TRUSTED_PROXIES: '1' });
    const statuses = [];
    for (const address of [...reported, '9.9.9.9'])
      statuses.push((await service.raw(`${api}/layers`, { 'x-forwarded-for': address })).status);
    expect(statuses).toEqual([200, 200, 429, 200]);
    await service.close();
  });
});
