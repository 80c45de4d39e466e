import { Agent, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it, vi } from 'vitest';
import { createMock } from './mock.ts';
import { toyContract, toyContractWith } from './testing/toy-contract.ts';
import { askOnce, useToyMock } from './testing/toy-mock.ts';

const { get, log, send, url } = useToyMock();

describe('createListener', () => {
  it('HEAD → the headers of GET, without a body', async () => {
    const head = await send('/toys/top', { method: 'HEAD' });
    const whole = await get('/toys/top');

    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    for (const name of ['etag', 'content-type', 'content-length']) {
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
    }
  });

  it('If-None-Match with the current ETag → 304', async () => {
    const etag = (await get('/toys/top')).headers.get('etag') ?? '';

    const again = await get('/toys/top', { 'if-none-match': `"other", W/${etag}` });
    expect(again.status).toBe(304);
    expect(again.headers.get('etag')).toBe(etag);
    expect(again.headers.has('content-type')).toBe(false);
    expect((await get('/toys/top?below=5', { 'if-none-match': etag })).status).toBe(200);
    expect((await get('/toys/top', { 'if-none-match': `"a,${etag},b"` })).status).toBe(200);
    const reloaded = { 'if-none-match': etag, 'cache-control': 'no-cache' };
    expect((await get('/toys/top', reloaded)).status).toBe(304);
  });

  it('If-Match without the current ETag → 412, whatever If-None-Match holds', async () => {
    const etag = (await get('/toys/top')).headers.get('etag') ?? '';

    for (const held of [`W/${etag}`, `"a,${etag.slice(1, -1)},b"`]) {
      const refused = await get('/toys/top', { 'if-match': held, 'if-none-match': etag });
      expect(refused.status).toBe(412);
      expect(await refused.json()).toMatchObject({ type: '/problems/precondition-failed', status: 412 });
    }
    for (const held of [etag, '*', `"other", ${etag}`])
      expect((await get('/toys/top', { 'if-match': held })).status).toBe(200);
  });

  it.each([
    ['a well-formed X-Request-Id → echoed', 'my-id', /^my-id$/],
    ['a malformed X-Request-Id → replaced', 'MY ID', /^[0-9a-f-]{36}$/],
    ['no X-Request-Id → a new one', undefined, /^[0-9a-f-]{36}$/],
  ])('%s', async (_, id, expected) => {
    const response = await get('/toys/top', id ? { 'x-request-id': id } : {});

    expect(response.headers.get('x-request-id')).toMatch(expected);
  });

  it('a request of another origin → it may read the response and every header of the contract', async () => {
    const { headers } = await get('/toys/top', { origin: 'https://app.example' });

    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-expose-headers')).toContain('etag');
    expect(headers.get('access-control-expose-headers')).toContain('x-mock');
  });

  it('a mock that has just started → exposes the headers of the contract and its own', async () => {
    const { headers } = await askOnce(toyContract, '/toys/top', {
      headers: { origin: 'https://app.example' },
    });

    expect(headers.get('access-control-expose-headers')?.split(',')).toEqual([
      ...['etag', 'x-request-id', 'x-share', 'retry-after', 'www-authenticate', 'x-mock'],
    ]);
  });

  it.each([
    ['a body in two parts', '{ "name":', ' "Ball" }', 200],
    ['a body at its limit', '{ "name": "Ball" }'.padEnd(59), ' ', 200],
    ['a body at its limit, and one more', '{ "name": "Ball" }'.padEnd(60), ' ', 413],
  ])('%s → read as a whole', async (_, first, second, status) => {
    const mock = createMock(toyContract);
    const target = await mock.listen(0, '127.0.0.1');
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { 'content-type': 'application/json' };
      const sent = request(`${target}/toys`, { method: 'POST', headers })
        .on('response', resolve)
        .on('error', reject);
      sent.write(first);
      // Later, so that they arrive one by one.
      setTimeout(() => sent.end(second), 50);
    });
    response.resume();
    await mock.close();

    expect(response.statusCode).toBe(status);
  });

  it('a preflight → 204 for the requested method and headers', async () => {
    const { status, headers } = await send('/toys', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });

    expect(status).toBe(204);
    expect(headers.get('access-control-allow-methods')).toContain('POST');
    expect(headers.get('access-control-allow-headers')).toBe('content-type');
    expect(headers.has('x-request-id')).toBe(true);
  });

  it.each([
    [200, '/toys/top', '/%74oys/t%6Fp', {}],
    [404, '/evil.example/x', '//evil.example/x', {}],
    [200, '/toys/top', 'http://someone:secret@host.example/toys/top#x', {}],
    [400, '/toys/top', '/toys/top', { authorization: ['Bearer one', 'Bearer other'] }],
  ])('%i at %s for %s %j', async (status, instance, path, headers) => {
    log.length = 0;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request(url(), { path, headers: headers as OutgoingHttpHeaders })
        .on('response', resolve)
        .on('error', reject)
        .end();
    });
    const body = JSON.parse(await text(response));

    expect(response.statusCode).toBe(status);
    expect(body.instance).toBe(status === 200 ? undefined : instance);
    expect(log.join()).not.toMatch(/secret|#/);
  });

  it('the page of a problem → sent with the id of the request', async () => {
    const response = await get('/problems/not-found');

    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(response.headers.get('x-request-id')).toMatch(/./);
    expect(await response.text()).toContain('Not found');
  });

  it('a request that takes no time → 0 ms in the log', async () => {
    log.length = 0;
    const clock = vi.spyOn(performance, 'now').mockReturnValue(1000);
    await get('/toys/attic').finally(() => clock.mockRestore());

    expect(log).toEqual([expect.stringMatching(/ 0 ms /)]);
  });

  it('any request → one line in the log', async () => {
    log.length = 0;
    await get('/toys/attic?below=5');

    expect(log).toEqual([expect.stringMatching(/^mock {2}200 +\d+ ms {2}GET \/toys\/attic$/)]);
  });

  it('a body of 9 MB is too large → 413, and the connection takes another request', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const statusOf = (body: string) =>
      new Promise((resolve, reject) => {
        const headers = { 'content-type': 'application/json' };
        request(`${url()}/toys`, { method: 'POST', agent, headers })
          .on('response', (response) => response.resume().on('end', () => resolve(response.statusCode)))
          .on('error', reject)
          .end(body);
      });

    expect(await statusOf('A'.repeat(9_000_000))).toBe(413);
    expect(await statusOf('{ "name": "Ball" }')).toBe(200);
    agent.destroy();
  });

  it('a body that is too large → no response before its end', async () => {
    // The limit of the one body that has none: the mock knows the largest limit of all.
    const passage = (limit: string) => `        required: true\n${limit}        content:`;
    const limited = toyContractWith(passage(''), passage('        x-max-bytes: 60\n'));
    const mock = createMock(limited);
    const target = await mock.listen(0, '127.0.0.1');
    let hasResponse = false;
    const headers = { 'content-type': 'application/json', connection: 'close' };
    const sending = request(`${target}/toys`, { method: 'POST', headers });
    const status = new Promise((resolve) => {
      sending.once('response', ({ statusCode }) => {
        hasResponse = true;
        resolve(statusCode);
      });
    });
    await new Promise((sent) => sending.write('{ "name": "Ball" }'.padEnd(60), sent));
    // A response to the first request would be here before those to others.
    for (let count = 0; count < 5; count += 1) await fetch(`${target}/toys/top`);
    expect(hasResponse).toBe(false);
    sending.end(' ');
    expect(await status).toBe(413);
    await mock.close();
  });
});
