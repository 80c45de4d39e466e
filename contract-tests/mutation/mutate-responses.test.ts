import http from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { toyContract } from '../../contract/testing/toy-contract.ts';
import type { Invariant } from '../invariants/invariant.ts';
import type { TestCase } from '../model.ts';
import { scenarioCases } from '../plan.ts';
import { type Faults, startFakeTarget } from '../testing/fake-target.ts';
import { mutateResponses } from './mutate-responses.ts';

const cases = scenarioCases(toyContract, { compareWithExamples: true });
let close = async () => {};
afterEach(() => close());

interface Changed {
  readonly faults?: Faults;
  readonly planned?: readonly TestCase[];
  readonly invariants?: readonly Invariant[];
  readonly equivalent?: readonly { id: RegExp; reason: string }[];
  readonly sample?: boolean;
}

async function run({ faults = {}, planned = cases, invariants = [], ...options }: Changed = {}) {
  const target = await startFakeTarget(toyContract, faults);
  close = target.close;
  const plan = { cases: planned, invariants };
  return mutateResponses(toyContract, target, plan, { sample: false, equivalent: undetectable, ...options });
}

function withoutChecks(...names: string[]): TestCase[] {
  return cases.map((testCase) =>
    names.some((name) => testCase.name.endsWith(name)) ? { ...testCase, check: () => [] } : testCase,
  );
}

/** The toy contract has no X-Request-Id to compare a problem with. */
const undetectable = [{ id: /^request id of another/, reason: 'no header has the request id' }];

/** An invariant: two responses to the same request have the same body, or status. */
function repeats(part: 'body' | 'status'): Invariant {
  return {
    name: 'listToys repeats itself',
    group: 'repetition',
    async check(send) {
      const request = { method: 'GET', path: '/toys/top', headers: { 'accept-encoding': 'identity' } };
      const [one, other] = [await send({ ...request, headers: {} }), await send(request)];
      return one[part] === other[part] ? [] : [{ where: part, detail: 'differs' }];
    },
  };
}

describe('mutateResponses', () => {
  it('tests that check everything → every mutant killed', async () => {
    const { score, survivors, mutators } = await run();
    expect(survivors.map(({ id }) => id)).toEqual([]);
    expect(score).toBe(100);
    expect(mutators.filter(({ mutants }) => mutants > 0).length).toBeGreaterThan(30);
  });

  it('a test that checks nothing → only its mutants survive, reported with both responses', async () => {
    const { score, survivors } = await run({ planned: withoutChecks('ball') });
    expect(score).toBeLessThan(100);
    const ids = survivors.map(({ id }) => id);
    expect(ids).toContain('count one too many › orderToy › 200 › ball › /price');
    expect(ids.filter((id) => !id.includes('ball'))).toEqual([]);
    const [survivor] = survivors.filter(({ id }) => id.startsWith('count one too many'));
    expect(survivor!.original.body.toString()).toContain('"price":3');
    expect(survivor!.sent.body.toString()).toContain('"price":4');
  });

  it('a listed survivor → equivalent; a listed mutant that is killed → reported', async () => {
    const listed = ['ball', 'allToys'].map((name) => ({ id: new RegExp(name), reason: 'not checked' }));
    const equivalent = [...undetectable, ...listed];
    const result = await run({ planned: withoutChecks('ball'), equivalent });
    expect(result).toMatchObject({ score: 100, survivors: [], unusedEquivalents: ['/allToys/'] });
  });

  it('an invariant that compares two responses → kills mutants of the compared part only', async () => {
    const lost = 'item lost › invariants › listToys › 200 › GET identity › /toys';
    const survivorsOf = async (invariant: Invariant) =>
      (await run({ planned: [], invariants: [invariant] })).survivors.map(({ id }) => id);
    expect(await survivorsOf(repeats('body'))).not.toContain(lost);
    await close();
    expect(await survivorsOf(repeats('status'))).toContain(lost);
  });

  it('a sample → one mutant of each mutator', async () => {
    const { mutators } = await run({ sample: true });
    expect(new Set(mutators.map(({ mutants }) => mutants))).toEqual(new Set([0, 1]));
  });

  it('a test case with `prepare` → its requests are not mutated', async () => {
    const seen: number[] = [];
    const prepared = cases.slice(0, 1).map((testCase) => ({
      ...testCase,
      async prepare(send: Parameters<NonNullable<TestCase['prepare']>>[0], request: typeof testCase.request) {
        seen.push((await send(request)).status);
        return request;
      },
    }));
    const { score } = await run({ planned: prepared });
    expect(score).toBe(100);
    expect(new Set(seen)).toEqual(new Set([200]));
  });

  it('a test that fails without a mutation → an error that names it', async () => {
    const faults: Faults = { ball: (response) => ({ ...response, status: 500 }) };
    await expect(run({ faults })).rejects.toThrow('tests fail without a mutation: orderToy › 200 › ball');
  });

  it('an invariant that fails without a mutation → an error that names it, and the proxy closed', async () => {
    const opened = vi.spyOn(http, 'createServer');
    const faults: Faults = {
      allToys: (response) => ({ ...response, body: `{"toys":[],"at":${performance.now()}}` }),
    };
    await expect(run({ faults, planned: [], invariants: [repeats('body')] })).rejects.toThrow(
      'listToys repeats itself',
    );
    expect(opened.mock.results.map(({ value }) => value.listening)).toEqual([false]);
    opened.mockRestore();
  });
});
