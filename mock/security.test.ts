import { describe, expect, it } from 'vitest';
import { useToyMock } from './testing/toy-mock.ts';

const { send } = useToyMock();

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
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
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
