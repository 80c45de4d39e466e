import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { routes } from '../../../generated/operations.ts';
import { createTaxonomyClient, type TaxonomyClientOptions } from './taxonomy-client.ts';
import { useServer } from './testing/use-server.ts';

const start = useServer();

/** A client of a server with this listener. */
async function clientOf(listener: RequestListener, options: Partial<TaxonomyClientOptions> = {}) {
  return createTaxonomyClient({ baseUrl: await start(listener), ...options });
}

describe('a call', () => {
  it('each operation of the contract → a method with its name', async () => {
    const client = createTaxonomyClient({ baseUrl: 'http://127.0.0.1' });

    expect(Object.keys(client)).toEqual(Object.keys(routes));
  });

  it('a call with path parameters → method, encoded path and headers of client and call', async () => {
    const client = await clientOf(
      ({ method, url, headers }, response) =>
        response
          .setHeader('content-type', 'application/json')
          .end(JSON.stringify({ method, url, team: headers['x-team'], id: headers['x-request-id'] })),
      { headers: { 'x-team': 'web' } },
    );

    const { data } = await client.listCategories({
      params: { path: { layer: 'S/1' } },
      headers: { 'x-request-id': 'abc' },
    });

    expect(data).toEqual({ method: 'GET', url: '/api/taxonomy/categories/S%2F1', team: 'web', id: 'abc' });
  });

  it('a call with a body → POST with JSON', async () => {
    const client = await clientOf(({ method, headers }, response) =>
      response
        .setHeader('content-type', 'application/json; charset=utf-8')
        .end(JSON.stringify({ method, type: headers['content-type'] })),
    );

    const { data } = await client.convertHfnToMfa({ body: { hfn: 'S.POP.HPM.001' } });

    expect(data).toEqual({ method: 'POST', type: 'application/json' });
  });

  it.each([
    ['a token', 'abc'],
    ['a function that returns a token', async () => 'abc'],
  ])('a client with %s → sent when publishing, and with no other operation', async (_, token) => {
    const client = await clientOf(
      ({ headers }, response) =>
        response
          .setHeader('content-type', 'application/json')
          .end(JSON.stringify({ authorization: headers.authorization, match: headers['if-match'] })),
      { token },
    );

    const published = await client.publishRelease({
      params: { header: { 'If-Match': '"1.2.3"' } },
      body: { layers: [], aliases: [] },
    });
    const listed = await client.listReleases();

    expect(published.data).toEqual({ authorization: 'Bearer abc', match: '"1.2.3"' });
    expect(listed.data).toEqual({});
  });

  it('a client with a credential for the scheme → sent when publishing', async () => {
    const client = await clientOf(
      ({ headers }, response) =>
        response
          .setHeader('content-type', 'application/json')
          .end(JSON.stringify({ authorization: headers.authorization })),
      { credentials: { publisher: 'abc' } },
    );

    const { data } = await client.publishRelease({ body: { layers: [], aliases: [] } });

    expect(data).toEqual({ authorization: 'Bearer abc' });
  });

  it('a client with its own fetch → that function is called', async () => {
    const requested: string[] = [];
    const client = createTaxonomyClient({
      baseUrl: 'https://registry.example/prefix/',
      fetch: async (request) => {
        requested.push(request.url);
        return Response.json({ version: '1.2.3' });
      },
    });

    const { data } = await client.getVersion();

    expect(data).toEqual({ version: '1.2.3' });
    expect(requested).toEqual(['https://registry.example/prefix/api/taxonomy/version']);
  });
});

describe('no response', () => {
  const never: RequestListener = () => {};
  const halfABody: RequestListener = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"version":');
  };

  it.each([
    ['no response', never],
    ['half a body', halfABody],
  ])('%s before the timeout → TimeoutError', async (_, listener) => {
    const client = await clientOf(listener, { timeoutMs: 30 });

    await expect(client.getVersion()).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('no response before the timeout, and a signal that is never aborted → TimeoutError', async () => {
    const client = await clientOf(never, { timeoutMs: 30 });
    const { signal } = new AbortController();

    await expect(client.getVersion({ signal })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it.each([
    ['before the response', never],
    ['during the body', halfABody],
  ])('the caller aborts %s → AbortError', async (_, listener) => {
    const client = await clientOf(listener);
    const controller = new AbortController();
    const call = client.getVersion({ signal: controller.signal });
    setTimeout(() => controller.abort(), 30);

    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('no server → TypeError', async () => {
    const client = createTaxonomyClient({ baseUrl: 'http://127.0.0.1:1' });

    await expect(client.getVersion()).rejects.toBeInstanceOf(TypeError);
  });
});
