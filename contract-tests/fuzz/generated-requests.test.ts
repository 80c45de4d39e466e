import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { parseJson } from '../../contract/json.ts';
import type { Operation } from '../../contract/model.ts';
import { refuseInputs } from '../../mock/check-inputs.ts';
import { refuseAccept, refuseBody } from '../../mock/media.ts';
import { defaultRelease } from '../../taxonomy/releases/index.ts';
import { payload } from '../http/planned-request.ts';
import { type GeneratedRequest, kindsOf } from './generated-requests.ts';
import { knownValues } from './known-values.ts';
import { createSource } from './source.ts';

const contract = readContract();
const known = knownValues(contract, defaultRelease);
const source = createSource(contract, known);
const kinds = kindsOf(source, 3000, { token: 'any', rejected: {} });
// Always the same: which faults 3,000 requests happen to hold is then no matter of luck.
const seed = 15_838;

const samples = kinds.map(({ operation, requests, runs }) => ({
  operation,
  generated: fc.sample(requests, { seed, numRuns: runs }),
}));

/** What the mock has against the request: it reads it from the wire, and knows nothing of how it was made. */
function refusal(operation: Operation, { request }: GeneratedRequest): string | undefined {
  if (request.method.toLowerCase() !== operation.method) return 'method-not-allowed';
  if (operation.scopes && !request.headers.authorization) return 'unauthenticated';
  const [path = '', search] = request.path.split('?');
  const body = Buffer.from(payload(request));
  const incoming = { ...request, path, query: new URLSearchParams(search), body, id: '' };
  const parsed = operation.requestBody && parseJson(body.toString());
  return (
    refuseBody(operation, incoming) ??
    refuseInputs(contract, operation, incoming, parsed) ??
    refuseAccept(operation, incoming)
  )?.slug;
}

/** In a few words each: the bodies have up to megabytes, which no report of a failed test gets over. */
const wrong = (claim: (generated: GeneratedRequest, slug: string | undefined) => boolean) =>
  samples.flatMap(({ operation, generated }) =>
    generated
      .filter((one) => !claim(one, refusal(operation, one)))
      .map((one) => `${operation.id} ${one.fault ?? 'valid'} ${JSON.stringify(one.request).slice(0, 300)}`),
  );

describe(`kindsOf, seed ${seed}`, () => {
  it('a request without a fault → the contract allows it', () => {
    expect(wrong(({ fault }, slug) => fault !== undefined || slug === undefined)).toEqual([]);
  });

  it('a request with a fault → the contract refuses it with the status foretold', () => {
    const statusOf = (slug = '') => contract.problems.get(slug)?.status;
    expect(wrong(({ fault, status }, slug) => fault === undefined || statusOf(slug) === status)).toEqual([]);
  });

  it('every operation → a share of both kinds, all shares together what was asked for', () => {
    expect(kinds.map(({ operation }) => operation.id)).toEqual(
      contract.operations.flatMap(({ id }) => [id, id]),
    );
    expect(Math.min(...kinds.map(({ runs }) => runs))).toBeGreaterThan(0);
    expect(samples.reduce((sum, { generated }) => sum + generated.length, 0)).toBe(3000);
  });

  it.each([
    ['listCategories', ['method', 'accept', 'path layer pattern', 'path layer percent-encoding']],
    [
      'getIncrementalSync',
      ['query since missing', 'query since repeated', 'query since maxLength', 'query unknown'],
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
        'body is no JSON',
        'body x-max-bytes',
        'content-type',
      ],
    ],
  ])('%s → each of its constraints broken', (id, faults) => {
    const own = samples.filter(({ operation }) => operation.id === id).flatMap(({ generated }) => generated);
    expect(own.map(({ fault }) => fault)).toEqual(expect.arrayContaining(faults));
  });

  it('publishRelease → its headers, its token and every level of the tree broken', () => {
    const own = samples.filter(({ operation }) => operation.id === 'publishRelease');
    const faults = own.flatMap(({ generated }) => generated.map(({ fault }) => fault));
    expect(faults).toEqual(
      expect.arrayContaining(['no token', 'header If-Match pattern', 'header Idempotency-Key pattern']),
    );
    const deepest = '/layers/0/categories/0/subcategories/0/';
    expect(faults.some((fault) => fault?.startsWith(`body ${deepest}`))).toBe(true);
  });

  it('without credentials → nothing that could be published', () => {
    expect(kindsOf(source, 100).filter(({ operation }) => operation.scopes)).toEqual([]);
  });

  it('valid addresses → many exist, some are new', () => {
    const own = samples.find(({ operation }) => operation.id === 'convertMfaToHfn')!.generated;
    const isKnown = own.map(({ request }) => known.includes((request.body as { mfa: string }).mfa));
    expect(isKnown.filter(Boolean).length).toBeGreaterThan(own.length / 3);
    expect(isKnown).toContain(false);
  });

  it('names that every object has and half a surrogate pair → sent', () => {
    const sent = samples.flatMap(({ generated }) => generated.map(({ request }) => payload(request))).join();
    // Not toContain: when it fails it prints all of this, megabytes, and takes hours over it.
    expect(sent.includes('"__proto__":1')).toBe(true);
    expect(sent.includes('\\ud800')).toBe(true);
  });
});
