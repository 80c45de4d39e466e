import type { Request, Response } from 'express';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { checkResponse } from '../../contract/check-response.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { DamagedRelease } from '../store/damage.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { StoreUnavailable } from '../store/store.ts';
import { startTestService, type TestService } from '../testing/start-test-service.ts';
import { createProblemHandler, headOf } from './problem.ts';

const contract = readContract();
const convert = contract.operations.find(({ id }) => id === 'convertHfnToMfa')!;

const store = createMemoryStore(bundledReleases);
let service: TestService;
beforeAll(async () => {
  service = await startTestService({ store, environment: { METRICS_PORT: '0' } });
});
afterEach(() => {
  vi.restoreAllMocks();
  service.logs.length = 0;
});
afterAll(() => service.close());

const long = 'a'.repeat(5000);

it.each<[name: string, body: unknown, headers: Record<string, string>, status: number, detail: string]>([
  ['an address of control characters', { hfn: '\u0001'.repeat(512) }, {}, 400, 'has 1 of the 4 segments'],
  ['the name of a member', { hfn: 'S.POP.HPM.001', [long]: 1 }, {}, 400, 'is not known here'],
  [
    'a name that is cut within a surrogate pair',
    { hfn: 'S.POP.HPM.001', ['😀'.repeat(2000)]: 1 },
    {},
    400,
    'is not',
  ],
  ['an encoding', {}, { 'Content-Encoding': long }, 415, 'Send gzip, deflate'],
  [
    'a charset',
    {},
    { 'Content-Type': `application/json; charset=${long}` },
    415,
    'Send application/json in UTF-8',
  ],
  ['a charset like UTF-8', {}, { 'Content-Type': `application/json; charset=utf-${long}` }, 415, 'in UTF-8'],
])('%s of thousands of characters → a valid problem that says what to do', async (...given) => {
  const [, body, headers, status, detail] = given;
  const response = await service.post(convert.path, body, headers);
  const text = await response.text();
  const received = { status: response.status, headers: Object.fromEntries(response.headers), body: text };

  expect(response.status).toBe(status);
  expect(checkResponse(contract, convert, { method: 'post', ...received })).toEqual([]);
  expect(JSON.parse(text).detail).toContain(detail);
  // Half a surrogate pair is no character, and JSON.stringify writes it as an escape.
  expect(text).not.toMatch(/\\ud[89ab]/);
});

it.each([
  [
    'the store does not answer',
    new StoreUnavailable(new Error('db.internal is down')),
    'unavailable',
    'The store of releases does not answer. Try again in 30 seconds.',
    40,
  ],
  [
    'the store finds a release damaged',
    new DamagedRelease('1.2.2', 'its tree is not JSON'),
    'release-damaged',
    'The stored data of release 1.2.2 is damaged. Other releases are not affected.',
    50,
  ],
])('%s → 503 with Retry-After, and the reason in the log alone', async (_, error, slug, detail, level) => {
  vi.spyOn(store, 'get').mockRejectedValue(error);
  const response = await service.request('/api/taxonomy/releases/1.2.2');
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '30']);
  const problem = await response.json();
  expect(problem).toMatchObject({ type: `/problems/${slug}`, detail });
  const logged = service.logs.find((line) => line.err);
  expect(logged).toMatchObject({ level, err: { type: error.name } });
});

it('a handler fails → 500 that does not say why, and the log does', async () => {
  vi.spyOn(store, 'get').mockRejectedValue(new TypeError('a bug'));
  const response = await service.request('/api/taxonomy/releases/1.2.2');
  const problem = await response.json();
  expect([response.status, problem.type]).toEqual([500, '/problems/internal']);
  expect(JSON.stringify(problem)).not.toContain('a bug');
  expect(service.logs).toContainEqual(
    expect.objectContaining({ level: 50, err: expect.objectContaining({ message: 'a bug' }) }),
  );
});

it('a problem that is no failure of the server → no error in the log', async () => {
  await service.request('/nowhere');
  expect(service.logs.filter(({ level }) => Number(level) >= 40)).toEqual([]);
});

it('a problem → counted by its kind', async () => {
  await service.request('/api/taxonomy/categories/Q');
  expect(await service.metrics()).toContain(
    'taxonomy_problems_total{operation="listCategories",problem="unknown-layer"} 1',
  );
});

it('the headers of the response are sent → left to Express, which closes the connection', () => {
  const [error, next, responded] = [new Error('late'), vi.fn(), vi.fn()];
  const handle = createProblemHandler(contract, [], responded);
  handle(error, {} as Request, { headersSent: true } as Response, next);
  expect([next.mock.calls, responded.mock.calls]).toEqual([[[error]], []]);
});

it('a kind of problem that the contract does not have → an error that names it', () => {
  expect(() => headOf({ ...contract, problems: new Map() }, 'internal')).toThrow(
    'x-problems of the contract has no internal',
  );
});
