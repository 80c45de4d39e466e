import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { defaultRelease } from '../../taxonomy/releases/index.ts';
import { payload } from '../http/planned-request.ts';
import { textsOf } from '../invariants/known-values.ts';
import { issueCredentials } from '../targets/credentials.ts';
import { refusalOf } from '../testing/refusal.ts';
import { needsCredentials } from '../writes.ts';
import { requestKinds, seedOf } from './request-kinds.ts';
import { createSources } from './source.ts';

const contract = readContract();
const sources = createSources(contract, defaultRelease);
const known = textsOf(defaultRelease);
const { credentials, close } = await issueCredentials(contract);
afterAll(close);
const runs = 130 * contract.operations.length;
const kinds = requestKinds(sources, runs, credentials);
// A fixed seed: otherwise chance decides which faults the requests have.
const seed = 1;

const samples = kinds.map((kind) => ({
  operation: kind.operation,
  kind: kind.name,
  generated: fc.sample(kind.requests, { seed: seedOf(seed, kind), numRuns: kind.runs }),
}));

/** The requests that the contract treats in another way than was predicted, shortened: a body may have megabytes. */
const wrong = async (name: 'valid' | 'invalid') => {
  const own = samples.filter(({ kind }) => kind === name);
  const found: string[] = [];
  for (const { operation, generated } of own)
    for (const { request, fault } of generated) {
      const status = await refusalOf(contract, request);
      if (status === fault?.status) continue;
      found.push(`${operation.id} ${fault?.name}: ${status} ${JSON.stringify(request).slice(0, 300)}`);
    }
  return found;
};

describe(`requestKinds, seed ${seed}`, () => {
  it('a request without a fault → the contract allows it', async () => {
    expect(await wrong('valid')).toEqual([]);
  });

  it('a request with a fault → the contract refuses it with the predicted status', async () => {
    expect(await wrong('invalid')).toEqual([]);
  });

  it('every operation → both kinds, and as many requests in total as requested', () => {
    expect(kinds.map(({ operation }) => operation.id)).toEqual(
      contract.operations.flatMap(({ id }) => [id, id]),
    );
    expect(Math.min(...kinds.map(({ runs }) => runs))).toBeGreaterThan(0);
    expect(samples.reduce((sum, { generated }) => sum + generated.length, 0)).toBe(runs);
  });

  it.each([
    ['listCategories', ['method', 'accept', 'path layer pattern', 'path layer percent-encoding']],
    [
      'getIncrementalSync',
      [
        'query since missing',
        'query since repeated',
        'query since with brackets',
        'query since maxLength',
        'query unknown',
      ],
    ],
    ['convertHfnToMfa', ['body /hfn required', 'body /hfn pattern', 'body /hfn maxLength', 'body /hfn type']],
    [
      'convertBatch',
      [
        'body additionalProperties',
        'body /direction enum',
        'body /addresses minItems',
        'body /addresses maxItems',
        'body /addresses/0 maxLength',
        'body is truncated JSON',
        'body missing',
        'body x-max-bytes',
        'content-type text/plain',
      ],
    ],
  ])('%s → requests that break each of its constraints', (id, faults) => {
    const own = samples.filter(({ operation }) => operation.id === id).flatMap(({ generated }) => generated);
    expect(own.map(({ fault }) => fault?.name)).toEqual(expect.arrayContaining(faults));
  });

  it('publishRelease → requests that break its headers, its token and every level of the tree', () => {
    const own = samples.filter(({ operation }) => operation.id === 'publishRelease');
    const faults = own.flatMap(({ generated }) => generated.map(({ fault }) => fault?.name));
    expect(faults).toEqual(
      expect.arrayContaining(['no credentials', 'header If-Match pattern', 'header Idempotency-Key pattern']),
    );
    const deepest = '/layers/0/categories/0/subcategories/0/';
    expect(faults.some((fault) => fault?.startsWith(`body ${deepest}`))).toBe(true);
  });

  it('without credentials → no operation that needs a token', () => {
    expect(requestKinds(sources, 100).filter(({ operation }) => needsCredentials(operation))).toEqual([]);
  });

  it('valid addresses → many that the tree has, some that it lacks', () => {
    const own = samples.find(({ operation }) => operation.id === 'convertMfaToHfn')!.generated;
    const isKnown = own.map(({ request }) => known.includes((request.body as { mfa: string }).mfa));
    expect(isKnown.filter(Boolean).length).toBeGreaterThan(own.length / 3);
    expect(isKnown).toContain(false);
  });

  it('names of Object.prototype and half a surrogate pair → generated', () => {
    const sent = samples.flatMap(({ generated }) => generated.map(({ request }) => payload(request))).join();
    // Not toContain: when it fails, it prints megabytes and hangs.
    expect(sent.includes('"__proto__":1')).toBe(true);
    expect(sent.includes('\\ud800')).toBe(true);
  });
});
