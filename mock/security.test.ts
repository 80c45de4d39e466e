import { describe, expect, it } from 'vitest';
import { featureContract } from './testing/feature-contract.ts';
import { useToyMock } from './testing/toy-mock.ts';

const { send } = useToyMock();
const { send: sendTo } = useToyMock(featureContract);

function sell(authorization: string | undefined, name: string) {
  const headers = {
    'content-type': 'application/json',
    ...(authorization !== undefined && { authorization }),
  };
  return send('/toys/top/sale', { method: 'POST', headers, body: JSON.stringify({ name }) });
}

describe('an operation with security', () => {
  it.each([
    ['no token', undefined],
    ['another scheme', 'Basic eDp4'],
    ['a scheme alone', 'Bearer '],
  ])('%s → 401 with a challenge, and a problem about this request', async (_, authorization) => {
    const response = await sell(authorization, 'Ball');

    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="taxonomy"');
    expect(await response.json()).toMatchObject({
      type: '/problems/unauthenticated',
      instance: '/toys/top/sale',
      requestId: response.headers.get('x-request-id'),
    });
  });

  it('any token, inputs of a scenario → its 201', async () => {
    const response = await sell('Bearer any', 'Ball');

    expect([response.status, await response.json()]).toEqual([201, { name: 'Ball' }]);
  });

  it('any token, other inputs → 200, the first success, with the ETag of its example', async () => {
    const response = await sell('bearer any', 'Kite');

    expect([response.status, await response.json()]).toEqual([200, { name: 'Kite' }]);
    expect(response.headers.get('etag')).toBe('"always the same"');
  });
});

describe('alternatives', () => {
  it.each<[string, string, Record<string, string>, number]>([
    ['nothing', '/guarded', {}, 401],
    ['a scheme that is no alternative', '/guarded', { authorization: 'Bearer any' }, 401],
    ['basic', '/guarded', { authorization: 'basic eDp4' }, 200],
    ['a key in a header', '/guarded', { 'x-key': 'any' }, 200],
    ['an empty key in a header', '/guarded', { 'x-key': '' }, 401],
    ['a key in the query', '/guarded?key=any', {}, 200],
    ['an empty key in the query', '/guarded?key=', {}, 401],
    ['a key and an unknown parameter', '/guarded?key=any&other=1', {}, 400],
  ])('%s → its status', async (_, path, headers, status) => {
    expect((await sendTo(path, { headers })).status).toBe(status);
  });

  it('nothing, and one alternative demands nothing → a success', async () => {
    expect((await sendTo('/guarded', { method: 'POST' })).status).toBe(202);
  });
});
