/** The evidence as JUnit XML, which CI systems can show. */
import { getJunitXml, type TestCase } from 'junit-xml';
import type { Evidence } from './evidence.ts';

type Target = Evidence['targets'][number];

export function renderJunit(evidence: Evidence): string {
  const { startedAt, durationMs, targets, parity, fuzz, mutation, contractMutation, errors } = evidence;
  const timestamp = new Date(startedAt);
  const proofs = Object.entries({ parity, fuzz, mutation, contractMutation });
  const ofTargets = targets.map((target) => ({
    name: target.target,
    timestamp,
    time: target.durationMs / 1000,
    testCases: [...cellCases(target), ...groupCases(target)],
  }));
  const ofProofs = proofs.map(([name, proof]) => {
    const error = errors[name];
    const result = error === undefined ? (proof?.verdict ?? 'not asked for') : 'failed';
    return testCase('proofs', name, result, error ?? JSON.stringify(proof, null, 2));
  });
  const broken = errors.run === undefined ? [] : [{ name: 'run', errors: [{ message: errors.run }] }];
  return getJunitXml({
    name: 'contract',
    time: durationMs / 1000,
    suites: [...ofTargets, { name: 'proofs', timestamp, testCases: [...broken, ...ofProofs] }],
  });
}

function cellCases(target: Target): TestCase[] {
  return target.cells.map(({ operation, status, result }) => {
    const cell = `${operation} › ${status}`;
    return testCase(target.target, cell, result, detailsOf(target, cell));
  });
}

function groupCases({ target, groups }: Target): TestCase[] {
  return groups.map(({ name, planned, passed }) => {
    const result = planned === 0 ? 'skipped' : passed === planned ? 'passed' : 'failed';
    return testCase(target, name, result, `${planned - passed} of ${planned} failed`);
  });
}

function testCase(classname: string, name: string, result: string, message: string): TestCase {
  if (result === 'passed') return { classname, name };
  const failed = result === 'failed' || result === 'uncovered';
  return { classname, name, ...(failed ? { failures: [{ message }] } : { skipped: true }) };
}

function detailsOf({ failures }: Target, cell: string): string {
  return failures
    .filter(({ testCase }) => testCase.startsWith(cell))
    .map(({ testCase, where, detail }) => `${testCase}: ${where} ${detail}`)
    .join('\n');
}
