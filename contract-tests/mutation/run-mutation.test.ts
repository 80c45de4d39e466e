import http from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { toyContract } from '../../contract/testing/toy-contract.ts';
import type { Law } from '../laws/law.ts';
import type { PlannedTransaction } from '../model.ts';
import { planTransactions } from '../plan.ts';
import { type Faults, startFakeTarget } from '../testing/fake-target.ts';
import { runMutation } from './run-mutation.ts';

const transactions = planTransactions(toyContract, { compareWithExamples: true });
let close = async () => {};
afterEach(() => close());

interface Changed {
  readonly faults?: Faults;
  readonly planned?: readonly PlannedTransaction[];
  readonly laws?: readonly Law[];
  readonly equivalent?: readonly { id: RegExp; reason: string }[];
  readonly sample?: boolean;
}

async function run({ faults = {}, planned = transactions, laws = [], ...options }: Changed = {}) {
  const target = await startFakeTarget(toyContract, faults);
  close = target.close;
  const plan = { transactions: planned, laws };
  return runMutation(toyContract, target, plan, { sample: false, equivalent: unknowable, ...options });
}

function blindTo(...names: string[]): PlannedTransaction[] {
  return transactions.map((transaction) =>
    names.some((name) => transaction.name.endsWith(name)) ? { ...transaction, check: () => [] } : transaction,
  );
}

/** The toys declare no X-Request-Id that a problem could be compared with. */
const unknowable = [{ id: /^request id of another/, reason: 'nothing tells which request it was' }];

/** Two answers to the same question are equal; it sees no more than the part. */
function repeats(part: 'body' | 'status'): Law {
  return {
    name: 'listToys repeats itself',
    beyond: 'repetition',
    async check(send) {
      const request = { method: 'GET', path: '/toys/top', headers: { 'accept-encoding': 'identity' } };
      const [one, other] = [await send({ ...request, headers: {} }), await send(request)];
      return one[part] === other[part] ? [] : [{ where: part, detail: 'differs' }];
    },
  };
}

describe('runMutation', () => {
  it('tests that check everything → every mutant is killed', async () => {
    const { score, survivors, families } = await run();
    expect(survivors.map(({ id }) => id)).toEqual([]);
    expect(score).toBe(100);
    expect(families.filter(({ mutants }) => mutants > 0).length).toBeGreaterThan(30);
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

  it('a law that compares two answers → kills what is wrong in one of them; what it overlooks survives', async () => {
    const lost = 'item lost › laws › listToys › 200 › GET identity › /toys';
    const survivorsOf = async (law: Law) =>
      (await run({ planned: [], laws: [law] })).survivors.map(({ id }) => id);
    expect(await survivorsOf(repeats('body'))).not.toContain(lost);
    await close();
    expect(await survivorsOf(repeats('status'))).toContain(lost);
  });

  it('a sample → one mutant of each family', async () => {
    const { families } = await run({ sample: true });
    expect(new Set(families.map(({ mutants }) => mutants))).toEqual(new Set([0, 1]));
  });

  it('a preparation before the request → what it asks is not spoilt, the request is', async () => {
    const seen: number[] = [];
    const prepared = transactions.slice(0, 1).map((transaction) => ({
      ...transaction,
      async prepare(
        send: Parameters<NonNullable<PlannedTransaction['prepare']>>[0],
        request: typeof transaction.request,
      ) {
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

  it('a law that is broken by answers as they are → refused by name, and nothing listens on', async () => {
    const opened = vi.spyOn(http, 'createServer');
    const faults: Faults = {
      allToys: (answer) => ({ ...answer, body: `{"toys":[],"at":${performance.now()}}` }),
    };
    await expect(run({ faults, planned: [], laws: [repeats('body')] })).rejects.toThrow(
      'listToys repeats itself',
    );
    expect(opened.mock.results.map(({ value }) => value.listening)).toEqual([false]);
    opened.mockRestore();
  });
});
