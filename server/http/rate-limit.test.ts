import { afterEach, describe, expect, it, vi } from 'vitest';
import { editedContract } from '../../contract/testing/edited-contract.ts';
import { startTestService } from '../testing/start-test-service.ts';
import { cacheableOperations } from './response-cache/cacheable-operations.ts';

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

  it('a request that is refused after it was counted → not counted again', async () => {
    const service = await start({ RATE_LIMIT: '10' });
    const left = [];
    for (const body of [one, one, '{"hfn":"S"}', one]) {
      const { headers } = await service.raw(`${api}/convert/hfn-to-mfa`, json, 'POST', body);
      left.push(/r=(\d+)/.exec(String(headers.ratelimit))?.[1]);
    }
    expect(left).toEqual(['9', '8', '7', '6']);
    await service.close();
  });

  it('the quota is used up → health has none, and documents have their own', async () => {
    const service = await start();
    const statusesOf = async (paths: readonly string[]) => {
      const statuses = [];
      for (const path of paths) statuses.push((await service.request(path, { redirect: 'manual' })).status);
      return statuses;
    };
    expect(await statusesOf(Array(3).fill(`${api}/layers`))).toEqual([200, 200, 429]);
    expect(await statusesOf(Array(4).fill(`${api}/health`))).toEqual([200, 200, 200, 200]);
    expect(await statusesOf(['/docs', '/openapi.json'])).toEqual([200, 200]);
    const documents = ['/openapi.yaml', '/docs/redoc.standalone.js', '/problems', '/problems/internal'];
    expect(await statusesOf([...documents, '/favicon.ico', '/docs/', '/'])).toEqual(Array(7).fill(429));
    await service.close();
  });

  it('preflights → counted, never refused', async () => {
    const service = await start();
    const headers = { Origin: 'https://app.example', 'Access-Control-Request-Method': 'GET' };
    for (const _time of [1, 2, 3]) {
      const preflight = await service.request(`${api}/layers`, { method: 'OPTIONS', headers });
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get('access-control-max-age')).toBe('7200');
    }
    expect((await service.request(`${api}/layers`)).status).toBe(429);
    await service.close();
  });
});

it('an operation without a quota → never cached: the response cache would count it', () => {
  const open = editedContract(({ paths }) => {
    delete paths[`${api}/layers`].get.responses['429'];
  });
  const { gets } = cacheableOperations(open, { trustedProxies: 0 });
  const paths = [...gets].map(({ path }) => path);
  expect(paths).toContain(`${api}/version`);
  expect(paths).not.toContain(`${api}/layers`);
});
