import { describe, expect, it } from 'vitest';
import type { Failure } from '../../contract/check-response.ts';
import { toyContract } from '../../contract/testing/toy-contract.ts';
import type { Plan } from '../model.ts';
import { scenarioCases } from '../plan.ts';
import { summarise } from './summary.ts';

const target = { name: 'fake', url: 'http://127.0.0.1:1', servesExamples: true };
const cases = scenarioCases(toyContract, { compareWithExamples: true });
const plan: Plan = { cases, invariants: [], skipped: [] };

const wrong = { where: 'body', detail: 'is wrong' };

function outcome(failuresAt: (status: number) => Failure[]) {
  return {
    ran: cases.length,
    failures: new Map(cases.map(({ name, status }) => [name, failuresAt(status)])),
  };
}

// What no scenario of the toy contract can overrideFor.
const uncoveredCells = ['getVersion › 304', 'getVersion › 429', 'listToys › 429', 'orderToy › 429'];

describe('summarise', () => {
  it('cells that nothing reaches → a failure each, by name', () => {
    const run = summarise(
      toyContract,
      target,
      plan,
      outcome(() => []),
    );
    expect(run).toMatchObject({ passed: 6, failed: 4, uncovered: uncoveredCells });
    expect(run.failures.map(({ testCase, detail }) => [testCase, detail])).toEqual(
      uncoveredCells.map((cell) => [cell, 'is declared, and nothing planned reaches it']),
    );
  });

  it('a cell that needs a provider state that this target cannot have → skipped, and no failure', () => {
    const [, , operation] = toyContract.operations;
    const skipped = [{ name: 'too many orders', operation: operation!, status: 429 }];
    const run = summarise(
      toyContract,
      target,
      { ...plan, skipped },
      outcome(() => []),
    );
    expect(run.uncovered).toEqual(uncoveredCells.slice(0, 3));
    expect(run.cells).toContainEqual({ operation: 'orderToy', status: 429, result: 'skipped' });
  });

  it('cases in a group → counted there, and cover no cell', () => {
    const [first, ...others] = cases;
    const moved = { ...plan, cases: [{ ...first!, group: 'HEAD' }, ...others] };
    const run = summarise(
      toyContract,
      target,
      moved,
      outcome((status) => (status === 200 ? [wrong] : [])),
    );
    expect(run.groups).toEqual([{ name: 'HEAD', planned: 1, passed: 0, skipped: 0 }]);
    expect(run.uncovered).toContain('getVersion › 200');
  });

  it('a invariant that is broken → failed by its name', () => {
    const invariant = { name: 'all toys are counted', group: 'invariants', check: async () => [wrong] };
    const { failures } = outcome(() => []);
    const found = { ran: 7, failures: new Map([...failures, [invariant.name, [wrong]]]) };
    const run = summarise(toyContract, target, { ...plan, invariants: [invariant] }, found);
    expect(run).toMatchObject({
      planned: 7,
      passed: 6,
      failures: [{ testCase: invariant.name }, {}, {}, {}, {}],
    });
  });

  it('a planned testCase that did not run → failed by name, and the number is wrong', () => {
    const [missing, ...others] = cases.map(({ name }) => name);
    const failures = new Map(others.map((name) => [name, []]));
    const run = summarise(toyContract, target, plan, { ran: 5, failures });
    expect(run).toMatchObject({ planned: 6, ran: 5, passed: 5, failed: 2 + uncoveredCells.length });
    expect(run.failures.slice(0, 2)).toEqual([
      { testCase: missing, where: 'testCase', detail: 'was planned and not run' },
      { testCase: 'all', where: 'number of cases', detail: 'must be 6, is 5' },
    ]);
  });

  it('one testCase too many → failed', () => {
    const run = summarise(toyContract, target, plan, { ...outcome(() => []), ran: 7 });
    expect(run).toMatchObject({ passed: 6, failed: 1 + uncoveredCells.length });
  });

  it('two failures of one testCase → one failed testCase, one failed cell', () => {
    const run = summarise(
      toyContract,
      target,
      plan,
      outcome((status) => (status === 404 ? [wrong, wrong] : [])),
    );
    expect(run).toMatchObject({ passed: 5, failed: 1 + uncoveredCells.length });
    expect(run.failures).toHaveLength(2 + uncoveredCells.length);
    expect(run.cells.filter(({ result }) => result === 'failed')).toHaveLength(1);
  });
});
