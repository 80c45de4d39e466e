import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import { readContract } from '../contract/bundle-file.ts';
import { parseContract } from '../contract/contract.ts';
import { createDocuments } from './documents.ts';

const contract = readContract();
const url = 'http://localhost:4010';
const read = createDocuments(contract, url);
const get = (path: string, method = 'GET') => read({ method, path });

it('/openapi.yaml and /openapi.json → the contract that the mock serves, with the mock as its server', () => {
  const [yaml, json] = [get('/openapi.yaml'), get('/openapi.json')];
  const document = load(yaml?.body ?? '');
  expect(document).toMatchObject({ servers: [{ url }] });
  expect(JSON.parse(json?.body ?? '')).toEqual(document);
  expect(json?.headers['content-type']).toBe('application/json');
  expect(parseContract(yaml?.body ?? '').checksum).toBe(contract.checksum);
});

it('every kind of problem → has a page', () => {
  for (const [slug, { title }] of contract.problems) {
    expect(get(`/problems/${slug}`)?.body).toContain(title);
    expect(get('/problems')?.body).toContain(`"problems/${slug}"`);
  }
});

it('HEAD → as GET', () => {
  expect(get('/problems', 'HEAD')).toEqual(get('/problems'));
});

it('a document and a page → their types, and each request revalidates', () => {
  const headers = ['/openapi.yaml', '/problems', '/problems/not-found'].map((path) => get(path)?.headers);
  const html = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' };
  expect(headers).toEqual([{ ...html, 'content-type': 'application/yaml; charset=utf-8' }, html, html]);
});

it.each([
  ['/problems/not-found/more', 'GET'],
  ['/more/problems/not-found', 'GET'],
  ['/problems/', 'GET'],
  ['/problems/nonsense', 'GET'],
  ['/problems', 'POST'],
  ['/nowhere', 'GET'],
])('%s, %s → nothing', (path, method) => {
  expect(get(path, method)).toBeUndefined();
});
