import { describe, expect, it } from 'vitest';
import { createTaxonomyClient } from './taxonomy-client.ts';

/** A client to whom everything is answered like this. */
function clientAnswered(status: number, contentType: string, body: string | null, statusText = '') {
  const headers = { 'content-type': contentType, 'content-length': String(body?.length ?? 0) };
  const fetch = async () => new Response(body, { status, statusText, headers });
  return createTaxonomyClient({ baseUrl: 'http://127.0.0.1', fetch });
}

describe('an answer', () => {
  it.each(['application/json', 'Application/JSON; charset=utf-8'])('of %s → data', async (contentType) => {
    const answer = await clientAnswered(200, contentType, '{"version":"1.2.3"}').getVersion();

    expect(answer).toEqual({ data: { version: '1.2.3' }, response: expect.any(Response) });
  });

  it('that is a problem → problem', async () => {
    const problem = { type: '/problems/unavailable', title: 'Unavailable', status: 503 };

    const answer = await clientAnswered(
      503,
      'application/problem+json',
      JSON.stringify(problem),
    ).getVersion();

    expect(answer).toEqual({ problem, response: expect.any(Response) });
  });

  it('201 → data', async () => {
    const client = clientAnswered(201, 'application/json', '{"version":"2.0.0"}');

    const answer = await client.publishRelease({ body: { layers: [], aliases: [] } });

    expect(answer).toEqual({ data: { version: '2.0.0' }, response: expect.any(Response) });
  });

  it('304 → notModified', async () => {
    const answer = await clientAnswered(304, '', null).getVersion();

    expect(answer).toEqual({ notModified: true, response: expect.any(Response) });
  });

  it('503 with a health report → data, for the report is what was asked for', async () => {
    const answer = await clientAnswered(503, 'application/json', '{"status":"unavailable"}').getHealth();

    expect(answer).toEqual({ data: { status: 'unavailable' }, response: expect.any(Response) });
  });
});

describe('an answer that is not of this service', () => {
  it.each([
    ['an HTML page of a proxy', 502, 'text/html; charset=utf-8', '<h1>Bad gateway</h1>'],
    ['an empty 502', 502, 'text/plain', ''],
    ['JSON of a gateway', 503, 'application/json', '{"message":"no upstream"}'],
    ['an HTML page under 200', 200, 'text/html', '<h1>Log in</h1>'],
    ['an empty 200', 200, 'application/json', ''],
    ['JSON cut short', 200, 'application/json', '{"version":'],
    ['a problem cut short', 500, 'application/problem+json', '{"type":'],
    ['a list', 200, 'application/json', '[]'],
  ])('such as %s → a problem that says so', async (_, status, contentType, body) => {
    const { problem } = await clientAnswered(status, contentType, body, 'The phrase').listLayers();

    expect(problem).toMatchObject({ type: 'about:blank', status, title: 'The phrase' });
    expect(problem?.detail).toContain(body);
    expect(problem?.detail).toContain(contentType.split(';')[0]);
  });

  it('and has no status phrase, as in HTTP/2 → titled by its number', async () => {
    const { problem } = await clientAnswered(502, 'text/plain', '').listLayers();

    expect(problem?.title).toBe('HTTP 502');
  });

  it('and is long → its beginning', async () => {
    const { problem } = await clientAnswered(502, 'text/plain', 'A'.repeat(100_000)).listLayers();

    expect(problem?.detail.length).toBeLessThan(300);
  });
});
