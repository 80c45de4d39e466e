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

function resultsOf(failuresAt: (status: number) => Failure[]) {
  return {
    ran: cases.length,
    failures: new Map(cases.map(({ name, status }) => [name, failuresAt(status)])),
  };
}

// No scenario of the toy contract covers these.
const uncoveredCells = ['getVersion › 304', 'getVersion › 429', 'listToys › 429', 'orderToy › 429'];

describe('summarise', () => {
  it('uncovered cells → a failure each, by name', () => {
    const report = summarise(
      toyContract,
      target,
      plan,
      resultsOf(() => []),
    );
    expect(report).toMatchObject({ passed: 6, failed: 4, uncovered: uncoveredCells });
    expect(report.failures.map(({ testCase, detail }) => [testCase, detail])).toEqual(
      uncoveredCells.map((cell) => [cell, 'is declared, and no planned case covers it']),
    );
  });

  it('a cell whose provider state the target cannot have → skipped, without a failure', () => {
    const [, , operation] = toyContract.operations;
    const skipped = [{ name: 'too many orders', operation: operation!, status: 429 }];
    const report = summarise(
      toyContract,
      target,
      { ...plan, skipped },
      resultsOf(() => []),
    );
    expect(report.uncovered).toEqual(uncoveredCells.slice(0, 3));
    expect(report.cells).toContainEqual({ operation: 'orderToy', status: 429, result: 'skipped' });
  });

  it('cases in a group → counted there, without covering a cell', () => {
    const [first, ...others] = cases;
    const moved = { ...plan, cases: [{ ...first!, group: 'HEAD' }, ...others] };
    const report = summarise(
      toyContract,
      target,
      moved,
      resultsOf((status) => (status === 200 ? [wrong] : [])),
    );
    expect(report.groups).toEqual([{ name: 'HEAD', planned: 1, passed: 0, skipped: 0 }]);
    expect(report.uncovered).toContain('getVersion › 200');
  });

  it('a broken invariant → failed, by its name', () => {
    const invariant = { name: 'all toys are counted', group: 'invariants', check: async () => [wrong] };
    const { failures } = resultsOf(() => []);
    const found = { ran: 7, failures: new Map([...failures, [invariant.name, [wrong]]]) };
    const report = summarise(toyContract, target, { ...plan, invariants: [invariant] }, found);
    expect(report).toMatchObject({
      planned: 7,
      passed: 6,
      failures: [{ testCase: invariant.name }, {}, {}, {}, {}],
    });
  });

  it('a planned test case that did not run → failed by name, and the count is wrong', () => {
    const [missing, ...others] = cases.map(({ name }) => name);
    const failures = new Map(others.map((name) => [name, []]));
    const report = summarise(toyContract, target, plan, { ran: 5, failures });
    expect(report).toMatchObject({ planned: 6, ran: 5, passed: 5, failed: 2 + uncoveredCells.length });
    expect(report.failures.slice(0, 2)).toMatchObject([
      { testCase: missing, where: 'test case', detail: 'was planned and did not run' },
      { testCase: 'all', where: 'number of test cases', detail: 'must be 6, is 5' },
    ]);
  });

  it('one test case too many → failed', () => {
    const report = summarise(toyContract, target, plan, { ...resultsOf(() => []), ran: 7 });
    expect(report).toMatchObject({ passed: 6, failed: 1 + uncoveredCells.length });
  });

  it('two failures of one test case → one failed test case, one failed cell', () => {
    const report = summarise(
      toyContract,
      target,
      plan,
      resultsOf((status) => (status === 404 ? [wrong, wrong] : [])),
    );
    expect(report).toMatchObject({ passed: 5, failed: 1 + uncoveredCells.length });
    expect(report.failures).toHaveLength(2 + uncoveredCells.length);
    expect(report.cells.filter(({ result }) => result === 'failed')).toHaveLength(1);
  });
});
