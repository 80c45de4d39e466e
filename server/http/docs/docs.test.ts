import { brotliDecompressSync } from 'node:zlib';
import { load } from 'js-yaml';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readContract } from '../../../contract/bundle-file.ts';
import { parseContract } from '../../../contract/contract.ts';
import { startTestService, type TestService } from '../../testing/start-test-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

/** Of the pages alone. */
const inlineStyles = "style-src 'unsafe-inline'";

const documents = ['/openapi.yaml', '/openapi.json', '/docs/redoc.standalone.js'];

it.each([...documents, '/docs', '/problems'])('%s → counts into the rate limit', async (path) => {
  const limited = await startTestService({ environment: { RATE_LIMIT: '1' } });
  const statuses = [await limited.request(path), await limited.request(path)].map(({ status }) => status);
  expect(statuses).toEqual([200, 429]);
  await limited.close();
});

it.each(documents)('%s → compressed if accepted, and 304 with its ETag', async (path) => {
  const plain = await service.raw(path, { 'accept-encoding': 'identity' });
  const br = await service.raw(path, { 'accept-encoding': 'br' });
  expect([br.headers['content-encoding'], plain.headers['content-encoding']]).toEqual(['br', undefined]);
  expect(br.headers['content-type']).toBe(plain.headers['content-type']);
  expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true); // toEqual takes seconds for a megabyte
  expect(br.body.length).toBeLessThan(plain.body.length / 3);
  const revalidated = await service.raw(path, {
    'accept-encoding': 'br',
    'if-none-match': String(br.headers.etag),
  });
  expect([revalidated.status, revalidated.body.length]).toEqual([304, 0]);
});

it.each(['/docs', '/problems', '/problems/unknown-address'])(
  '%s → a page that loads nothing from other hosts',
  async (path) => {
    const response = await service.request(path);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await response.text()).not.toMatch(/(?:src|href)="?(?:https?:)?\/\//);
  },
);

it.each([
  ['/', 'text/html,application/xhtml+xml,*/*;q=0.8', 302, 'docs'],
  ['/', 'application/json', 404, null],
  ['/', '*/*', 404, null],
  ['/docs/', 'text/html', 301, '../docs'],
  ['/Docs', 'text/html', 404, null],
  ['/Problems', 'text/html', 404, null],
  ['/problems/', 'text/html', 404, null],
  ['/openapi.YAML', 'text/html', 404, null],
  ['/favicon.ico', 'image/avif,image/webp,*/*;q=0.8', 200, null],
])('%s, accepted %s → %i', async (path, accept, status, location) => {
  const response = await service.request(path, { headers: { accept }, redirect: 'manual' });
  expect([response.status, response.headers.get('location')]).toEqual([status, location]);
});

it('a proxy serves the pages under a prefix and strips it → no link leaves the prefix, and each leads somewhere', async () => {
  const prefix = 'http://proxy.example/media/taxonomy/';
  const open = ['', 'docs', 'docs/', 'problems'].map((path) => new URL(path, prefix).href);
  const seen = new Set(open);
  for (const url of open) {
    expect(url).toMatch(prefix);
    const accept = 'text/html, */*;q=0.8';
    const path = `/${url.slice(prefix.length)}`;
    const response = await service.request(path, { headers: { accept }, redirect: 'manual' });
    expect([url, [200, 301, 302].includes(response.status)]).toEqual([url, true]);
    const isPage = response.headers.get('content-type')?.startsWith('text/html');
    const links = isPage ? [...(await response.text()).matchAll(/(?:href|src|spec-url)="([^"]*)"/g)] : [];
    const targets = [response.headers.get('location'), ...links.map(([, link]) => link)];
    for (const target of targets.filter((link) => link !== null && link !== undefined)) {
      const { href } = new URL(target, url);
      if (!seen.has(href)) open.push(href);
      seen.add(href);
    }
  }
  expect(seen.size).toBe(4 + 3 + readContract().problems.size);
});

it('every kind of problem → has a page', async () => {
  for (const slug of readContract().problems.keys()) {
    expect((await service.request(`/problems/${slug}`)).status).toBe(200);
  }
});

it('/openapi.yaml and /openapi.json → the contract that the service runs, with the service as its server', async () => {
  const environment = { PUBLIC_URL: 'https://registry.example/media' };
  const named = await startTestService({ environment });
  const { text, checksum } = readContract();
  const servers = [{ url: environment.PUBLIC_URL, description: 'This service.' }];
  const expected = { ...(load(text) as object), servers };
  const yaml = await (await named.request('/openapi.yaml')).text();
  expect(load(yaml)).toEqual(expected);
  expect(parseContract(yaml).checksum).toBe(checksum);
  expect(await (await named.request('/openapi.json')).json()).toEqual(expected);
  const redirected = await named.request('/docs/', { redirect: 'manual' });
  expect([redirected.status, redirected.headers.get('location')]).toEqual([301, '../docs']);
  for (const path of ['/docs', '/problems'])
    expect((await named.request(path)).headers.get('content-security-policy')).toContain(inlineStyles);
  for (const path of ['/docs/x', '/problems/', '/Docs'])
    expect([path, (await named.request(path)).status]).toEqual([path, 404]);
  await named.close();
  expect((await service.request('/docs/redoc.standalone.js')).status).toBe(200);
});

it('DOCS=off → the pages of the contract are unknown paths, and the contract and the kinds of problems are served', async () => {
  const environment = { DOCS: 'off' };
  const hidden = await startTestService({ environment });
  const headers = { accept: 'text/html' };
  const unknown = await hidden.request('/nothing', { headers });
  const { type, status } = await unknown.json();
  for (const path of ['/', '/docs', '/docs/', '/docs/redoc.standalone.js']) {
    const response = await hidden.request(path, { headers });
    expect(response.headers.get('content-security-policy')).toBe(
      unknown.headers.get('content-security-policy'),
    );
    expect([path, await response.json()]).toEqual([path, expect.objectContaining({ type, status })]);
  }
  expect((await hidden.request('/problems')).headers.get('content-security-policy')).toContain(inlineStyles);
  for (const path of ['/openapi.yaml', '/openapi.json', '/problems', '/problems/internal', '/favicon.ico'])
    expect([path, (await hidden.request(path)).status]).toEqual([path, 200]);
  await hidden.close();
});
