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

it.each([
  ['/problems/nonsense', 'GET'],
  ['/problems', 'POST'],
  ['/nowhere', 'GET'],
])('%s, %s → nothing', (path, method) => {
  expect(get(path, method)).toBeUndefined();
});
