import { describe, expect, it } from 'vitest';
import { createTaxonomyClient } from './taxonomy-client.ts';

/** A client whose every call gets this response. */
function clientWithResponse(status: number, contentType: string, body: string | null, statusText = '') {
  const headers = { 'content-type': contentType, 'content-length': String(body?.length ?? 0) };
  const fetch = async () => new Response(body, { status, statusText, headers });
  return createTaxonomyClient({ baseUrl: 'http://127.0.0.1', fetch });
}

describe('a response of the service', () => {
  it.each(['application/json', 'Application/JSON; charset=utf-8'])(
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
