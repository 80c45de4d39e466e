import { describe, expect, it } from 'vitest';
import type { Failure } from '../../contract/check-response.ts';
import { toyContract } from '../../contract/testing/toy-contract.ts';
import type { Plan } from '../model.ts';
import { planTransactions } from '../plan.ts';
import { summarise } from './summary.ts';

const target = { name: 'fake', url: 'http://127.0.0.1:1', servesExamples: true };
const transactions = planTransactions(toyContract, { compareWithExamples: true });
const plan: Plan = { transactions, laws: [], leftOut: [] };

const wrong = { where: 'body', detail: 'is wrong' };

function outcome(failuresAt: (status: number) => Failure[]) {
  return {
    ran: transactions.length,
    failures: new Map(transactions.map(({ name, status }) => [name, failuresAt(status)])),
  };
}

// What no scenario of the toy contract can provoke.
const unreached = ['getVersion › 304', 'getVersion › 429', 'listToys › 429', 'orderToy › 429'];

describe('summarise', () => {
  it('cells that nothing reaches → a failure each, by name', () => {
    const run = summarise(
      toyContract,
      target,
      plan,
      outcome(() => []),
    );
    expect(run).toMatchObject({ passed: 6, failed: 4, notReached: unreached });
    expect(run.failures.map(({ transaction, detail }) => [transaction, detail])).toEqual(
      unreached.map((cell) => [cell, 'is declared, and nothing planned reaches it']),
    );
  });

  it('a cell that takes a condition this target cannot have → local only, and no failure', () => {
    const [, , operation] = toyContract.operations;
    const leftOut = [{ name: 'too many orders', operation: operation!, status: 429 }];
    const run = summarise(
      toyContract,
      target,
      { ...plan, leftOut },
      outcome(() => []),
    );
    expect(run.notReached).toEqual(unreached.slice(0, 3));
    expect(run.cells).toContainEqual({ operation: 'orderToy', status: 429, result: 'local only' });
  });

  it('what is beyond the declared statuses → counted by group, and reaches no cell', () => {
    const [first, ...others] = transactions;
    const moved = { ...plan, transactions: [{ ...first!, beyond: 'HEAD' }, ...others] };
    const run = summarise(
      toyContract,
      target,
      moved,
      outcome((status) => (status === 200 ? [wrong] : [])),
    );
    expect(run.beyond).toEqual([{ name: 'HEAD', planned: 1, passed: 0, leftOut: 0 }]);
    expect(run.notReached).toContain('getVersion › 200');
  });

  it('a law that is broken → failed by its name', () => {
    const law = { name: 'all toys are counted', beyond: 'laws', check: async () => [wrong] };
    const { failures } = outcome(() => []);
    const found = { ran: 7, failures: new Map([...failures, [law.name, [wrong]]]) };
    const run = summarise(toyContract, target, { ...plan, laws: [law] }, found);
    expect(run).toMatchObject({
      planned: 7,
      passed: 6,
      failures: [{ transaction: law.name }, {}, {}, {}, {}],
    });
  });

  it('a planned transaction that did not run → failed by name, and the number is wrong', () => {
    const [missing, ...others] = transactions.map(({ name }) => name);
    const failures = new Map(others.map((name) => [name, []]));
    const run = summarise(toyContract, target, plan, { ran: 5, failures });
    expect(run).toMatchObject({ planned: 6, ran: 5, passed: 5, failed: 2 + unreached.length });
    expect(run.failures.slice(0, 2)).toEqual([
      { transaction: missing, where: 'transaction', detail: 'was planned and not run' },
      { transaction: 'all', where: 'number of transactions', detail: 'must be 6, is 5' },
    ]);
  });

  it('one transaction too many → failed', () => {
    const run = summarise(toyContract, target, plan, { ...outcome(() => []), ran: 7 });
    expect(run).toMatchObject({ passed: 6, failed: 1 + unreached.length });
  });

  it('two failures of one transaction → one failed transaction, one failed cell', () => {
    const run = summarise(
      toyContract,
      target,
      plan,
      outcome((status) => (status === 404 ? [wrong, wrong] : [])),
    );
    expect(run).toMatchObject({ passed: 5, failed: 1 + unreached.length });
    expect(run.failures).toHaveLength(2 + unreached.length);
    expect(run.cells.filter(({ result }) => result === 'failed')).toHaveLength(1);
  });
});
