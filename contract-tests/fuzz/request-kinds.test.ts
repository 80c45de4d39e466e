import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { parseJson } from '../../contract/json.ts';
import type { Operation } from '../../contract/model.ts';
import { refuseInputs } from '../../mock/check-inputs.ts';
import { refuseAccept, refuseBody } from '../../mock/negotiation.ts';
import { defaultRelease } from '../../taxonomy/releases/index.ts';
import { payload } from '../http/planned-request.ts';
import { textsOf } from '../invariants/known-values.ts';
import type { GeneratedRequest } from './model.ts';
import { requestKinds, seedOf } from './request-kinds.ts';
import { createSources } from './source.ts';

const contract = readContract();
const sources = createSources(contract, defaultRelease);
const known = textsOf(defaultRelease);
const kinds = requestKinds(sources, 3000, { token: 'any', rejected: {} });
// A fixed seed: otherwise chance decides which faults the 3,000 requests have.
const seed = 15_838;

const samples = kinds.map((kind) => ({
  operation: kind.operation,
  generated: fc.sample(kind.requests, { seed: seedOf(seed, kind), numRuns: kind.runs }),
}));

/** The slug of the mock's refusal, if any. The mock sees only the request, not how it was generated. */
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

/** The requests that break a claim, shortened: a body may have megabytes, which makes vitest hang on a failure. */
const wrong = (claim: (generated: GeneratedRequest, slug: string | undefined) => boolean) =>
  samples.flatMap(({ operation, generated }) =>
    generated
      .filter((one) => !claim(one, refusal(operation, one)))
      .map(
        (one) => `${operation.id} ${one.fault?.name ?? 'valid'} ${JSON.stringify(one.request).slice(0, 300)}`,
      ),
  );

describe(`requestKinds, seed ${seed}`, () => {
  it('a request without a fault → the contract allows it', () => {
    expect(wrong(({ fault }, slug) => fault !== undefined || slug === undefined)).toEqual([]);
  });

  it('a request with a fault → the contract refuses it with the predicted status', () => {
    const statusOf = (slug = '') => contract.problems.get(slug)?.status;
    expect(wrong(({ fault }, slug) => !fault || statusOf(slug) === fault.status)).toEqual([]);
  });

  it('every operation → both kinds, and as many requests in total as requested', () => {
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
        'body is not JSON',
        'body x-max-bytes',
        'content-type',
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
      expect.arrayContaining(['no token', 'header If-Match pattern', 'header Idempotency-Key pattern']),
    );
    const deepest = '/layers/0/categories/0/subcategories/0/';
    expect(faults.some((fault) => fault?.startsWith(`body ${deepest}`))).toBe(true);
  });

  it('without credentials → no operation that needs a token', () => {
    expect(requestKinds(sources, 100).filter(({ operation }) => operation.scopes)).toEqual([]);
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
