import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { routes } from '../generated/operations.ts';
import { createTaxonomyClient, type TaxonomyClientOptions } from './taxonomy-client.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A client of a server that answers as `listener` says. */
async function clientOf(listener: RequestListener, options: Partial<TaxonomyClientOptions> = {}) {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  stops.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return createTaxonomyClient({ baseUrl: `http://127.0.0.1:${port}`, ...options });
}

/** A listener that always answers the same. */
function answering(status: number, contentType: string, body: string): RequestListener {
  return (_, response) => response.writeHead(status, { 'content-type': contentType }).end(body);
}

const problem = { type: '/problems/unknown-layer', title: 'Unknown layer', status: 404 };
const stars = { params: { path: { layer: 'S' } } };

describe('a call', () => {
  it('for each operation of the contract → a method of that name', async () => {
    const client = createTaxonomyClient({ baseUrl: 'http://127.0.0.1' });

    expect(Object.keys(client)).toEqual(Object.keys(routes));
  });

  it('with path parameters → method, encoded path and headers of client and call', async () => {
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

  it('with a body → POST of JSON', async () => {
    const client = await clientOf(({ method, headers }, response) =>
      response
        .setHeader('content-type', 'application/json; charset=utf-8')
        .end(JSON.stringify({ method, type: headers['content-type'] })),
    );

    const { data } = await client.convertHfnToMfa({ body: { hfn: 'S.POP.HPM.001' } });

    expect(data).toEqual({ method: 'POST', type: 'application/json' });
  });

  it('with an own fetch → that one is called', async () => {
    const asked: string[] = [];
    const client = createTaxonomyClient({
      baseUrl: 'https://registry.example/prefix/',
      fetch: async (request) => {
        asked.push(request.url);
        return Response.json({ version: '1.2.3' });
      },
    });

    const { data } = await client.getVersion();

    expect(data).toEqual({ version: '1.2.3' });
    expect(asked).toEqual(['https://registry.example/prefix/api/taxonomy/version']);
  });
});

describe('an answer', () => {
  it('that is a problem → problem', async () => {
    const client = await clientOf(answering(404, 'application/problem+json', JSON.stringify(problem)));

    const answer = await client.listCategories(stars);

    expect(answer).toMatchObject({ problem, response: { status: 404 } });
    expect(answer.data).toBeUndefined();
  });

  it('304 → notModified, neither data nor problem', async () => {
    const client = await clientOf((request, response) =>
      response.writeHead(request.headers['if-none-match'] === '"v1"' ? 304 : 500).end(),
    );

    const answer = await client.listLayers({ params: { header: { 'If-None-Match': '"v1"' } } });

    expect(answer).toMatchObject({ notModified: true, response: { status: 304 } });
    expect(answer).not.toHaveProperty('data');
    expect(answer).not.toHaveProperty('problem');
  });

  it('503 with a health report → data, for a report is what was asked for', async () => {
    const client = await clientOf(answering(503, 'application/json', '{"status":"unavailable"}'));

    const { data, response } = await client.getHealth();

    expect(data).toEqual({ status: 'unavailable' });
    expect(response.status).toBe(503);
  });

  it.each([
    ['an HTML page of a proxy', 502, 'text/html; charset=utf-8', '<h1>Bad gateway</h1>', 'Bad Gateway'],
    ['an empty 502', 502, 'text/plain', '', 'Bad Gateway'],
    ['JSON of a gateway', 503, 'application/json', '{"message":"no upstream"}', 'Service Unavailable'],
    ['an HTML page under 200', 200, 'text/html', '<h1>Log in</h1>', 'OK'],
    ['an empty 200', 200, 'application/json', '', 'OK'],
    ['JSON cut short', 200, 'application/json', '{"version":', 'OK'],
    ['a problem cut short', 500, 'application/problem+json', '{"type":', 'Internal Server Error'],
    ['a list', 200, 'application/json', '[]', 'OK'],
  ])('that is %s → a problem that says so', async (_, status, contentType, body, title) => {
    const client = await clientOf(answering(status, contentType, body));

    const answer = await client.listLayers();

    expect(answer.problem).toMatchObject({ type: 'about:blank', status, title });
    expect(answer.problem?.detail).toContain(body);
    expect(answer.problem?.detail).toContain(contentType.split(';')[0]);
  });

  it('without a status phrase, as in HTTP/2 → titled by its number', async () => {
    const client = createTaxonomyClient({
      baseUrl: 'http://127.0.0.1',
      fetch: async () => new Response('', { status: 502 }),
    });

    const answer = await client.listLayers();

    expect(answer.problem?.title).toBe('HTTP 502');
  });
});

describe('no answer', () => {
  const never: RequestListener = () => {};
  const halfABody: RequestListener = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"version":');
  };

  it.each([
    ['at all', never],
    ['but half a body', halfABody],
  ])('in time, %s → TimeoutError', async (_, listener) => {
    const client = await clientOf(listener, { timeoutMs: 30 });

    await expect(client.getVersion()).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('in time, and a signal that is never aborted → TimeoutError', async () => {
    const client = await clientOf(never, { timeoutMs: 30 });
    const { signal } = new AbortController();

    await expect(client.getVersion({ signal })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it.each([
    ['before the answer', never],
    ['during the body', halfABody],
  ])('because the caller aborts %s → AbortError', async (_, listener) => {
    const client = await clientOf(listener);
    const controller = new AbortController();
    const call = client.getVersion({ signal: controller.signal });
    setTimeout(() => controller.abort(), 30);

    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('because nothing listens → TypeError', async () => {
    const client = createTaxonomyClient({ baseUrl: 'http://127.0.0.1:1' });

    await expect(client.getVersion()).rejects.toBeInstanceOf(TypeError);
  });
});
