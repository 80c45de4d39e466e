import type { Failure } from '../../contract/check-response.ts';
import type { Contract } from '../../contract/model.ts';
import type {
  CaseFailure,
  CaseGroup,
  CaseResults,
  Cell,
  Plan,
  SkippedCase,
  Target,
  TargetReport,
} from '../model.ts';
import { repeatable } from './repeatable.ts';

/** Compares what was planned with what was found, by case, by cell and by group. */
export function summarise(
  contract: Contract,
  target: Target,
  plan: Plan,
  { ran, failures: found }: CaseResults,
): Omit<TargetReport, 'durationMs'> {
  const planned = [...plan.cases, ...plan.invariants].map(({ name }) => name);
  const describe = createDescriber(target, plan);
  const failed = [
    ...planned.flatMap((name) => describe(name, failuresOf(name, found))),
    ...checkCount(planned.length, ran),
  ];
  const failedNames = new Set(failed.map(({ testCase }) => testCase));
  const cells = cellsOf(contract, plan, failedNames);
  const missing = [...missingCells(cells, plan), ...missingCases(cells, plan)];
  const uncovered = cells
    .filter(({ result }) => result === 'uncovered')
    .map(({ operation, status }) => `${operation} › ${status}`);
  return {
    target: target.name,
    url: target.url,
    comparedWithExamples: target.servesExamples,
    planned: planned.length,
    ran,
    passed: planned.filter((name) => !failedNames.has(name)).length,
    failed: failedNames.size + missing.length,
    uncovered,
    cells,
    groups: groupsOf(plan, failedNames),
    failures: [...failed, ...missing],
    skipped: plan.skipped.map(({ name, group, reason }) => ({
      testCase: name,
      ...(group !== undefined && { group }),
      reason: reason ?? 'needs what the target lacks',
    })),
  };
}

function failuresOf(testCase: string, found: CaseResults['failures']): readonly Failure[] {
  return found.get(testCase) ?? [{ where: 'test case', detail: 'was planned and did not run' }];
}

/** Adds to the failures of a case its group, and to the first of them the command that repeats its request. */
function createDescriber(target: Target, { cases, invariants }: Plan) {
  const groups = new Map([...cases, ...invariants].map(({ name, group }) => [name, group]));
  const requests = new Map(cases.map(({ name, request }) => [name, request]));
  return (testCase: string, failures: readonly Failure[]): CaseFailure[] => {
    const group = groups.get(testCase);
    const request = requests.get(testCase);
    return failures.map((failure, index) => {
      const curl = index === 0 && request && repeatable(target, request);
      return { testCase, ...failure, ...(group !== undefined && { group }), ...(curl && { curl }) };
    });
  };
}

function missingCells(cells: readonly Cell[], { unplanned }: Plan): CaseFailure[] {
  return cells
    .filter(({ result }) => result === 'uncovered')
    .map(({ operation, status }) => {
      const reason = unplanned?.get(operation);
      const testCase = `${operation} › ${status}`;
      if (reason !== undefined) return { testCase, where: 'uncovered:', detail: reason };
      return { testCase, where: 'status', detail: 'is declared, and no planned case covers it' };
    });
}

/** Operations whose cells are covered, but not by all of their cases. */
function missingCases(cells: readonly Cell[], { unplanned = new Map() }: Plan): CaseFailure[] {
  const isWhole = (id: string) =>
    cells.every(({ operation, result }) => operation !== id || result !== 'uncovered');
  return [...unplanned]
    .filter(([id]) => isWhole(id))
    .map(([id, reason]) => ({ testCase: id, where: 'test cases', detail: `are missing: ${reason}` }));
}

function checkCount(planned: number, ran: number): CaseFailure[] {
  if (ran === planned) return [];
  return [{ testCase: 'all', where: 'number of test cases', detail: `must be ${planned}, is ${ran}` }];
}

function cellsOf(
  contract: Contract,
  { cases, skipped, unplanned }: Plan,
  failed: ReadonlySet<string>,
): Cell[] {
  const namesIn = (all: readonly SkippedCase[], id: string, status: number) =>
    all
      .filter((one) => !one.group && one.operation?.id === id && one.status === status)
      .map(({ name }) => name);
  return contract.operations.flatMap(({ id, responses }) =>
    [...responses.keys()].map((status) => {
      const names = namesIn(cases, id, status);
      const isSkipped = names.length === 0 && namesIn(skipped, id, status).length > 0 && !unplanned?.has(id);
      return { operation: id, status, result: isSkipped ? 'skipped' : resultOf(names, failed) };
    }),
  );
}

function resultOf(names: readonly string[], failed: ReadonlySet<string>): Cell['result'] {
  if (names.length === 0) return 'uncovered';
  return names.some((name) => failed.has(name)) ? 'failed' : 'passed';
}

function groupsOf({ cases, invariants, skipped }: Plan, failed: ReadonlySet<string>): CaseGroup[] {
  const planned = [...cases, ...invariants];
  const names = new Set([...planned, ...skipped].flatMap(({ group }) => group ?? []));
  return [...names].map((name) => {
    const inGroup = planned.filter(({ group }) => group === name);
    return {
      name,
      planned: inGroup.length,
      passed: inGroup.filter((one) => !failed.has(one.name)).length,
      skipped: skipped.filter(({ group }) => group === name).length,
    };
  });
}
