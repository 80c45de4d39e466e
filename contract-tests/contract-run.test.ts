import { describe, expect, it } from 'vitest';
import type { Failure } from '../contract/check-response.ts';
import { toyContract } from '../contract/testing/toy-contract.ts';
import { summarise } from './contract-run.ts';
import { planTransactions } from './plan.ts';

const target = { name: 'fake', url: 'http://127.0.0.1:1', servesExamples: true };
const plan = planTransactions(toyContract, { compareWithExamples: true });

function outcome(failuresAt: (status: number) => Failure[]) {
  return { ran: plan.length, failures: new Map(plan.map(({ name, status }) => [name, failuresAt(status)])) };
}

describe('summarise', () => {
  it('a planned transaction that did not run → failed by name, and the number is wrong', () => {
    const [missing, ...others] = plan.map(({ name }) => name);
    const failures = new Map(others.map((name) => [name, []]));
    const run = summarise(toyContract, target, plan, { ran: 5, failures });
    expect(run).toMatchObject({ planned: 6, ran: 5, passed: 5, failed: 2 });
    expect(run.failures).toEqual([
      { transaction: missing, where: 'transaction', detail: 'was planned and not run' },
      { transaction: 'all', where: 'number of transactions', detail: 'must be 6, is 5' },
    ]);
  });

  it('one transaction too many → failed', () => {
    const run = summarise(toyContract, target, plan, { ...outcome(() => []), ran: 7 });
    expect(run).toMatchObject({ passed: 6, failed: 1 });
  });

  it('two failures of one transaction → one failed transaction, one failed cell', () => {
    const failure = { where: 'body', detail: 'is wrong' };
    const run = summarise(
      toyContract,
      target,
      plan,
      outcome((status) => (status === 404 ? [failure, failure] : [])),
    );
    expect(run).toMatchObject({ passed: 5, failed: 1 });
    expect(run.failures).toHaveLength(2);
    expect(run.cells.filter(({ result }) => result === 'failed')).toHaveLength(1);
  });
});
