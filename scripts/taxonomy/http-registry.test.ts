import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { freePort } from '../../lib/ports.ts';
import { historyOf, reverseDelta } from '../../taxonomy/history.ts';
import { bundledReleases, defaultRelease } from '../../taxonomy/releases/index.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { openHttpRegistry } from './http-registry.ts';

let server: Server | undefined;
afterEach(() => {
  server?.close();
  vi.restoreAllMocks();
});

const release = bundledReleases[0] as Release;
const next = { release, reverse: reverseDelta(release, undefined) };

/** A service that gives every request the same response. */
async function serve(status: number, body: string) {
  const received: { request?: IncomingMessage; body?: string } = {};
  server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    Object.assign(received, { request, body: Buffer.concat(chunks).toString() });
    response.writeHead(status, { 'content-type': mediaTypeOf(status, body) }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

function mediaTypeOf(status: number, body: string): string {
  if (!body.startsWith('{')) return 'text/html';
  return status < 400 ? 'application/json' : 'application/problem+json';
}

describe('publish', () => {
  it('a release → a request with its content, bump, note, the expected version, the removals and the token', async () => {
    const { url, received } = await serve(201, '{"version":"2.0.0"}');
    const noted = { ...next, provenance: { note: 'Why' } };
    const published = openHttpRegistry(url, 'secret').publish(noted, '1.2.3', {
      bump: 'major',
      removed: 341,
    });
    expect(await published).toBe('2.0.0');
    expect(received.request).toMatchObject({ method: 'POST', url: '/api/taxonomy/releases' });
    expect(received.request?.headers).toMatchObject({
      authorization: 'Bearer secret',
      'content-type': 'application/json',
      'if-match': '"1.2.3"',
      'removals-confirmed': '341',
    });
    const { layers, aliases } = release;
    expect(JSON.parse(received.body ?? '')).toEqual({ layers, aliases, bump: 'major', note: 'Why' });
  });

  const problem = {
    title: 'Rule violation',
    detail: 'One.',
    errors: [{ pointer: '/layers/0', detail: 'Two.' }],
  };
  const rows: [status: number, body: string, exitCode: number, message: string][] = [
    [
      412,
      '{"title":"Conflict","detail":"It is 1.3.0."}',
      1,
      'Another release was published in the meantime; run the command again',
    ],
    [409, '{"title":"Conflict","detail":"It is 1.3.0."}', 1, 'Conflict. It is 1.3.0.'],
    [422, JSON.stringify(problem), 1, 'Rule violation. One.\n  /layers/0  Two.'],
    [401, '{"title":"Unauthenticated","detail":"Expired."}', 1, 'Unauthenticated. Expired.'],
    [503, '{"title":"Unavailable","detail":"Later."}', 3, 'Unavailable. Later.'],
    [500, '{}', 1, 'Status 500.'],
    [200, '<html>', 1, 'without JSON. Is it a Taxonomy API?'],
  ];
  it.each(rows)('response %i %s → exit %i', async (status, body, exitCode, message) => {
    const { url } = await serve(status, body);
    await expect(openHttpRegistry(url, 'secret').publish(next, '1.2.3')).rejects.toMatchObject({
      name: 'CommandError',
      exitCode,
      message: expect.stringContaining(message),
    });
  });

  it.each([
    'http://taxonomy.example',
    'http://localhost.example:3000/under',
    'http://127.0.0.1.example',
    'http://10.0.0.1',
    'http://0.0.0.0:3000',
    'http://[::2]:3000',
    'http://[::ffff:10.0.0.1]',
  ])('%s, where others could read the token → refused before anything is sent', async (url) => {
    const sending = vi.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json({ version: '2.0.0' }));
    await expect(openHttpRegistry(url, 'secret').publish(next, '1.2.3')).rejects.toMatchObject({
      name: 'CommandError',
      exitCode: 2,
      message: `TAXONOMY_TOKEN is not sent to ${url}: others on the network could read it. Give an https URL.`,
    });
    expect(sending).not.toHaveBeenCalled();
  });

  it.each([
    'https://taxonomy.example',
    'http://localhost:3000/under',
    'http://127.0.0.1:3000',
    'http://127.255.255.254',
    'http://[::1]:3000',
  ])('%s, encrypted or on this machine → sent', async (url) => {
    const sending = vi.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json({ version: '2.0.0' }));
    expect(await openHttpRegistry(url, 'secret').publish(next, '1.2.3')).toBe('2.0.0');
    expect(sending.mock.calls.map(([request]) => (request as Request).url)).toEqual([
      `${url}/api/taxonomy/releases`,
    ]);
  });

  it('no token → refused before anything is sent', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    await expect(openHttpRegistry(url, undefined).publish(next, '1.2.3')).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('TAXONOMY_TOKEN'),
    });
  });
});

describe('get and list', () => {
  it('a known release → the release; an unknown one → undefined', async () => {
    const there = await serve(200, JSON.stringify(release));
    expect(await openHttpRegistry(there.url, undefined).get('1.2.2')).toEqual(release);
    expect(there.received.request?.url).toBe('/api/taxonomy/releases/1.2.2');
    server?.close();
    const { url } = await serve(404, '{"type":"/problems/unknown-release"}');
    expect(await openHttpRegistry(url, undefined).get('9.9.9')).toBeUndefined();
  });

  it('404 of another server → an error, not an unknown release', async () => {
    const { url } = await serve(404, '<html>');
    await expect(openHttpRegistry(url, undefined).get('1.2.2')).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining('responds 404 without JSON. Is it a Taxonomy API?'),
    });
  });

  it('nothing listens → unreachable, exit 3', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    await expect(openHttpRegistry(url, undefined).list()).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining(`${url} does not respond: connect ECONNREFUSED`),
    });
  });
});

describe('loadPast', () => {
  it('two releases → the current one, and the reverse delta of each', async () => {
    const bodies: Record<string, unknown> = {
      '/api/taxonomy/releases': { releases: bundledReleases.toReversed() },
      ...Object.fromEntries(bundledReleases.map((each) => [`/api/taxonomy/releases/${each.version}`, each])),
    };
    server = createServer((request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(bodies[request.url ?? '']));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await openHttpRegistry(url, undefined).loadPast()).toEqual({
      current: defaultRelease,
      history: historyOf(bundledReleases),
    });
  });

  it('nothing published → no current release and no history', async () => {
    const { url } = await serve(200, '{"releases":[],"count":0}');
    expect(await openHttpRegistry(url, undefined).loadPast()).toEqual({ current: undefined, history: [] });
  });
});
