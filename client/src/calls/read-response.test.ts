import { describe, expect, it } from 'vitest';
import type { Route } from '../../../contract/route.ts';
import { createTaxonomyClient } from './taxonomy-client.ts';
import { toyClientWithResponse } from './testing/toy-client.ts';

/** A client whose every call gets this response. */
function clientWithResponse(status: number, contentType: string, body: string | null, statusText = '') {
  const headers = { 'content-type': contentType, 'content-length': String(body?.length ?? 0) };
  const fetch = async () => new Response(body, { status, statusText, headers });
  return createTaxonomyClient({ baseUrl: 'http://127.0.0.1', fetch });
}

describe('a response of the service', () => {
  it.each(['application/json', 'Application/JSON; charset=utf-8', 'application/json ;charset=utf-8'])(
    'JSON as %s → data',
    async (contentType) => {
      const result = await clientWithResponse(200, contentType, '{"version":"1.2.3"}').getVersion();

      expect(result).toEqual({ data: { version: '1.2.3' }, response: expect.any(Response) });
    },
  );

  it('application/problem+json → problem', async () => {
    const problem = { type: '/problems/unavailable', title: 'Unavailable', status: 503 };

    const result = await clientWithResponse(
      503,
      'application/problem+json',
      JSON.stringify(problem),
    ).getVersion();

    expect(result).toEqual({ problem, response: expect.any(Response) });
  });

  it('201 → data', async () => {
    const client = clientWithResponse(201, 'application/json', '{"version":"2.0.0"}');

    const result = await client.publishRelease({ body: { layers: [], aliases: [] } });

    expect(result).toEqual({ data: { version: '2.0.0' }, response: expect.any(Response) });
  });

  it('304 → notModified', async () => {
    const result = await clientWithResponse(304, '', null).getVersion();

    expect(result).toEqual({ notModified: true, response: expect.any(Response) });
  });

  it('503 with a health report → data', async () => {
    const result = await clientWithResponse(503, 'application/json', '{"status":"unavailable"}').getHealth();

    expect(result).toEqual({ data: { status: 'unavailable' }, response: expect.any(Response) });
  });
});

describe('a response of any contract', () => {
  const everyType = ['object', 'array', 'string', 'number', 'boolean', 'null'];

  it.each<[string, Partial<Route>, string, string, unknown]>([
    ['a list', { jsonTypes: ['array'] }, 'application/json', '[]', []],
    ['null', { jsonTypes: ['object', 'null'] }, 'application/json', 'null', null],
    ['false', { jsonTypes: everyType }, 'application/json', 'false', false],
    ['zero', { jsonTypes: everyType }, 'application/json', '0', 0],
    ['an empty string', { jsonTypes: everyType }, 'application/json', '""', ''],
    ['other JSON', { produces: ['application/vnd.thing+json'] }, 'application/vnd.thing+json', '{}', {}],
    ['text', { produces: ['text/csv'] }, 'text/csv; charset=utf-8', 'a,é\n', 'a,é\n'],
    ['an empty text', { produces: ['text/plain'] }, 'text/plain', '', ''],
    ['one of two media types', { produces: ['application/json', 'text/csv'] }, 'text/csv', 'a', 'a'],
    ['the other one', { produces: ['application/json', 'text/csv'] }, 'application/json', '{}', {}],
  ])('%s → data', async (_, route, contentType, body, data) => {
    const response = new Response(body, { headers: { 'content-type': contentType } });

    const result = await toyClientWithResponse(route, response).call();

    expect(result).toStrictEqual({ data, response });
  });

  it.each([
    ['bytes', [0, 255, 10]],
    ['no bytes', []],
  ])('%s → a Blob', async (_, bytes) => {
    const headers = { 'content-type': 'image/png', 'content-length': String(bytes.length) };
    const response = new Response(new Uint8Array(bytes), { headers });

    const { data } = await toyClientWithResponse({ produces: ['image/png'] }, response).call();

    expect([...new Uint8Array(await (data as Blob).arrayBuffer())]).toEqual(bytes);
  });

  it.each([
    ['204', new Response(null, { status: 204 })],
    ['202 without a body', new Response('', { status: 202 })],
  ])('%s → data that is undefined', async (_, response) => {
    const result = await toyClientWithResponse({ emptyStatuses: [202, 204] }, response).call();

    expect(result).toStrictEqual({ data: undefined, response });
  });

  it.each<[string, Partial<Route>, Response]>([
    ['204 that is not declared', {}, new Response(null, { status: 204 })],
    ['a page instead of nothing', { emptyStatuses: [200] }, new Response('<h1>Log in</h1>')],
    ['null instead of an object', {}, Response.json(null)],
    ['an object instead of a list', { jsonTypes: ['array'] }, Response.json({})],
    ['JSON instead of text', { produces: ['text/csv'] }, Response.json({})],
    ['text instead of bytes', { produces: ['image/png'] }, new Response('a')],
    ['text with an error status', { produces: ['text/plain'] }, new Response('down', { status: 500 })],
  ])('%s → a problem of type about:blank', async (_, route, response) => {
    const { problem } = await toyClientWithResponse(route, response).call();

    expect(problem?.type).toBe('about:blank');
  });
});

describe('a response of another server', () => {
  it.each([
    ['an HTML page of a proxy', 502, 'text/html; charset=utf-8', '<h1>Bad gateway</h1>'],
    ['an empty 502', 502, 'text/plain', ''],
    ['JSON of a gateway', 503, 'application/json', '{"message":"no upstream"}'],
    ['an HTML page under 200', 200, 'text/html', '<h1>Log in</h1>'],
    ['an empty 200', 200, 'application/json', ''],
    ['truncated JSON', 200, 'application/json', '{"version":'],
    ['a truncated problem', 500, 'application/problem+json', '{"type":'],
    ['a list', 200, 'application/json', '[]'],
  ])('%s → a problem of type about:blank', async (_, status, contentType, body) => {
    const { problem } = await clientWithResponse(status, contentType, body, 'The phrase').listLayers();

    expect(problem).toMatchObject({ type: 'about:blank', status, title: 'The phrase' });
    expect(problem?.detail).toContain(body);
    expect(problem?.detail).toContain(contentType.split(';')[0]);
  });

  it('no reason phrase, as in HTTP/2 → the status number as title', async () => {
    const { problem } = await clientWithResponse(502, 'text/plain', '').listLayers();

    expect(problem?.title).toBe('HTTP 502');
  });

  it('a long body → only its beginning in the detail', async () => {
    const { problem } = await clientWithResponse(502, 'text/plain', 'A'.repeat(100_000)).listLayers();

    expect(problem?.detail.length).toBeLessThan(300);
  });
});
