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

export function summarise(
  contract: Contract,
  target: Target,
  plan: Plan,
  { ran, failures: found }: CaseResults,
): Omit<TargetReport, 'durationMs'> {
  const planned = [...plan.cases, ...plan.invariants].map(({ name }) => name);
  const broken = [...planned.flatMap((name) => failuresOf(name, found)), ...checkCount(planned.length, ran)];
  const failedNames = new Set(broken.map(({ testCase }) => testCase));
  const cells = cellsOf(contract, plan, failedNames);
  const uncovered = cells
    .filter(({ result }) => result === 'uncovered')
    .map(({ operation, status }) => `${operation} › ${status}`);
  const failures = [...broken, ...uncovered.map(uncoveredFailure)];
  return {
    target: target.name,
    url: target.url,
    comparedWithExamples: target.servesExamples,
    planned: planned.length,
    ran,
    passed: planned.filter((name) => !failedNames.has(name)).length,
    failed: failedNames.size + uncovered.length,
    uncovered,
    cells,
    groups: groupsOf(plan, failedNames),
    failures,
  };
}

function failuresOf(testCase: string, found: CaseResults['failures']): CaseFailure[] {
  const failures = found.get(testCase) ?? [{ where: 'testCase', detail: 'was planned and not run' }];
  return failures.map((failure) => ({ testCase, ...failure }));
}

function uncoveredFailure(cell: string): CaseFailure {
  return { testCase: cell, where: 'cell', detail: 'is declared, and nothing planned reaches it' };
}

function checkCount(planned: number, ran: number): CaseFailure[] {
  if (ran === planned) return [];
  return [{ testCase: 'all', where: 'number of cases', detail: `must be ${planned}, is ${ran}` }];
}

function cellsOf(contract: Contract, { cases, skipped }: Plan, failed: ReadonlySet<string>): Cell[] {
  const namesIn = (all: readonly SkippedCase[], id: string, status: number) =>
    all
      .filter((one) => !one.group && one.operation?.id === id && one.status === status)
      .map(({ name }) => name);
  return contract.operations.flatMap(({ id, responses }) =>
    [...responses.keys()].map((status) => {
      const names = namesIn(cases, id, status);
      const isLocal = names.length === 0 && namesIn(skipped, id, status).length > 0;
      return { operation: id, status, result: isLocal ? 'skipped' : resultOf(names, failed) };
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
    const own = planned.filter(({ group }) => group === name);
    return {
      name,
      planned: own.length,
      passed: own.filter((one) => !failed.has(one.name)).length,
      skipped: skipped.filter(({ group }) => group === name).length,
    };
  });
}
