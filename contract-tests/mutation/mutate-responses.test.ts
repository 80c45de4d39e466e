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
  return mutateResponses(toyContract, target, plan, { sample: false, equivalent: unknowable, ...options });
}

function blindTo(...names: string[]): TestCase[] {
  return cases.map((testCase) =>
    names.some((name) => testCase.name.endsWith(name)) ? { ...testCase, check: () => [] } : testCase,
  );
}

/** The toys declare no X-Request-Id that a problem could be compared with. */
const unknowable = [{ id: /^request id of another/, reason: 'nothing tells which request it was' }];

/** Two answers to the same options are equal; it sees no more than the part. */
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
  it('tests that check everything → every mutant is killed', async () => {
    const { score, survivors, mutators } = await run();
    expect(survivors.map(({ id }) => id)).toEqual([]);
    expect(score).toBe(100);
    expect(mutators.filter(({ mutants }) => mutants > 0).length).toBeGreaterThan(30);
  });

  it('a test that checks nothing → its mutants survive by name, with what was sent; the others do not', async () => {
    const { score, survivors } = await run({ planned: blindTo('ball') });
    expect(score).toBeLessThan(100);
    const ids = survivors.map(({ id }) => id);
    expect(ids).toContain('count one too many › orderToy › 200 › ball › /price');
    expect(ids.filter((id) => !id.includes('ball'))).toEqual([]);
    const [survivor] = survivors.filter(({ id }) => id.startsWith('count one too many'));
    expect(survivor!.original.body.toString()).toContain('"price":3');
    expect(survivor!.sent.body.toString()).toContain('"price":4');
  });

  it('a survivor that is listed → equivalent; a listed one that is killed → named', async () => {
    const listed = ['ball', 'allToys'].map((name) => ({ id: new RegExp(name), reason: 'blind' }));
    const equivalent = [...unknowable, ...listed];
    const result = await run({ planned: blindTo('ball'), equivalent });
    expect(result).toMatchObject({ score: 100, survivors: [], unusedEquivalents: ['/allToys/'] });
  });

  it('a invariant that compares two answers → kills what is wrong in one of them; what it overlooks survives', async () => {
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

  it('a preparation before the request → what it asks is not mutated, the request is', async () => {
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

  it('a test that fails on answers as they are → refused by name', async () => {
    const faults: Faults = { ball: (answer) => ({ ...answer, status: 500 }) };
    await expect(run({ faults })).rejects.toThrow('fails on answers as they are: orderToy › 200 › ball');
  });

  it('a invariant that is broken by answers as they are → refused by name, and nothing listens on', async () => {
    const opened = vi.spyOn(http, 'createServer');
    const faults: Faults = {
      allToys: (answer) => ({ ...answer, body: `{"toys":[],"at":${performance.now()}}` }),
    };
    await expect(run({ faults, planned: [], invariants: [repeats('body')] })).rejects.toThrow(
      'listToys repeats itself',
    );
    expect(opened.mock.results.map(({ value }) => value.listening)).toEqual([false]);
    opened.mockRestore();
  });
});
